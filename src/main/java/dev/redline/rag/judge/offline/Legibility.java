package dev.redline.rag.judge.offline;

import dev.redline.rag.UnusableReplyException;
import java.lang.Character.UnicodeScript;
import java.util.Set;

/**
 * Whether a text can be read at all by a judge that knows English: what cannot be read supports
 * nothing and claims nothing, which would pass for a bad answer. A name in other letters is no
 * obstacle in a sentence that is English otherwise.
 */
final class Legibility {

  /** The end of the block Latin Extended-B: up to here, all letters are Latin or common. */
  private static final char LAST_LATIN = '\u024f';

  private static final Set<UnicodeScript> READ =
      Set.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED);

  private Legibility() {}

  /**
   * Does nothing for a text that can be read, or that has no letters.
   *
   * @param what the text is, for a person
   * @throws UnusableReplyException with the first sentence that cannot be read
   */
  static void require(String what, String text) {
    if (isPlain(text)) {
      return;
    }
    for (String sentence : Sentences.of(text)) {
      long letters = sentence.codePoints().filter(Character::isLetter).count();
      long foreign = sentence.codePoints().filter(Legibility::isForeign).count();
      if (2 * foreign > letters) {
        throw new UnusableReplyException(
            "The offline judge reads English alone, and %s is not; judge with -Djudge=bedrock"
                .formatted(what),
            sentence);
      }
    }
  }

  /**
   * Nearly every text, each of which is looked at once for each time it is held against a claim.
   */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LAST_LATIN) {
        return false;
      }
    }
    return true;
  }

  /** Signs that are letters to Unicode, such as that for micro, are common to all scripts. */
  private static boolean isForeign(int codePoint) {
    return Character.isLetter(codePoint) && !READ.contains(UnicodeScript.of(codePoint));
  }
}
