package dev.redline.rag.judge.model;

/** Who answers the questions of an evaluation that asks its own. */
public enum AnswerMode {
  /** Sentences of the passages, word for word: costs nothing. */
  PASSAGES,
  /** The model that judges, from the passages. */
  MODEL
}
