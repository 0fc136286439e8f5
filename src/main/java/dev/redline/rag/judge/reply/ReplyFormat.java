package dev.redline.rag.judge.reply;

/** How a model is to reply. */
public enum ReplyFormat {
  /** In lines of text, which every model can write. */
  TEXT,
  /** As JSON that follows a schema, where service and model can be held to one. */
  SCHEMA;

  public ReplyReader reader() {
    return this == TEXT ? new TextReader() : new SchemaReader();
  }
}
