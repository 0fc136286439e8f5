package dev.redline.rag.judge.reply;

/** Says that a reply has more or fewer labels than there are claims. */
final class LabelCount {

  private LabelCount() {}

  /** What a reply should hold. */
  static String asked(int claims) {
    return "the labels of %d claim%s".formatted(claims, plural(claims));
  }

  static String words(int labels, int claims) {
    return "it had %d label%s for %d claim%s"
        .formatted(labels, plural(labels), claims, plural(claims));
  }

  private static String plural(int count) {
    return count == 1 ? "" : "s";
  }
}
