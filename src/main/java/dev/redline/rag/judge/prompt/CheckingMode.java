package dev.redline.rag.judge.prompt;

/** How many claims go into a prompt. */
public enum CheckingMode {
  /** Up to five claims at once, as RAGChecker does unless told otherwise. */
  JOINT,
  /** One claim a prompt: about five times the cost. */
  SINGLE
}
