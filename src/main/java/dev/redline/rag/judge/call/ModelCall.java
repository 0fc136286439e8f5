package dev.redline.rag.judge.call;

import java.util.List;

/** Something that a model can be asked. */
public interface ModelCall {

  String modelId();

  /** Whether it asks for a vector, and not for text. */
  boolean embeds();

  /** Everything that the reply depends on: model, parameters, hash of the prompt, content. */
  List<String> identity();

  /**
   * More tokens than the model can count or write for this call. A token is never shorter than a
   * byte, so that what the request is long in bytes bounds what it is long in tokens.
   */
  Tokens atMost();

  /** The call that is made after a first reply to this one could not be read. */
  ModelCall again(FaultyReplyException first);
}
