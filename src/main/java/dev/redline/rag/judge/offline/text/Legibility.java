package dev.redline.rag.judge.offline.text;

import dev.redline.rag.UnusableReplyException;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

/**
 * Whether a text can be read at all by a judge that knows English: what cannot be read supports
 * nothing and claims nothing, which would pass for a bad answer. A name in other letters is no
 * obstacle in a sentence that is English otherwise.
 */
public final class Legibility {

  /** The end of the block Latin Extended-B: up to here, all letters are Latin or common. */
  private static final char LAST_LATIN = '\u024f';

  private static final Set<UnicodeScript> READ =
      Set.of(UnicodeScript.LATIN, UnicodeScript.COMMON, UnicodeScript.INHERITED);

  /** A line of names in a long English text is no obstacle. */
  private static final int MOST = 4;

  private Legibility() {}

  /**
   * Does nothing for a text that can be read, or that has no letters.
   *
   * @param what the text is, for a person
   * @throws UnusableReplyException with the first sentence that cannot be read
   */
  public static void require(String what, String text) {
    List<String> sentences = Sentences.of(text);
    if (!isPlain(text)) {
      sentences.stream()
          .filter(Legibility::isOtherScript)
          .findFirst()
          .ifPresent(s -> refuse(what, s));
    }
    List<String> foreign = sentences.stream().filter(Languages::isForeign).toList();
    if (!foreign.isEmpty() && MOST * String.join("", foreign).length() >= text.length()) {
      refuse(what, foreign.get(0));
    }
  }

  private static void refuse(String what, String sentence) {
    throw new UnusableReplyException(
        ("The offline judge reads English alone, and %s is not; -Djudge=bedrock asks a model that"
                + " reads other languages")
            .formatted(what),
        sentence);
  }

  private static boolean isOtherScript(String sentence) {
    long letters = sentence.codePoints().filter(Character::isLetter).count();
    long foreign = sentence.codePoints().filter(Legibility::isForeign).count();
    return 2 * foreign > letters;
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
