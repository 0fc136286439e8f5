package dev.redline.rag.judge.call;

import java.util.Locale;

/** Why a reply cannot be read for certain. */
public enum Fault {
  /** It says nothing. */
  EMPTY,
  /** There were no tokens left. */
  CUT_OFF,
  /** A filter of the service ended it, or the service does not say that it is whole. */
  STOPPED,
  /** It has more or fewer labels than there are claims. */
  COUNT,
  /** It holds something else than what was asked for: an apology, another language, a remark. */
  FORM,
  /** It repeats the example of the prompt. */
  EXAMPLE,
  /** It does what a text asks for that is to be judged. */
  MISLED;

  /** As files name it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
