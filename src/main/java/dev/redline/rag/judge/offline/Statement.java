package dev.redline.rag.judge.offline;

import dev.redline.rag.Claim;
import java.util.List;

/**
 * A statement of a sentence.
 *
 * @param subject its subject if that stands elsewhere in the sentence or text; may be empty
 * @param tokens the rest, at least one
 */
record Statement(List<Token> subject, List<Token> tokens) {

  static Statement whole(List<Token> tokens) {
    return new Statement(List.of(), tokens);
  }

  static String text(String sentence, List<Token> tokens) {
    return tokens.isEmpty()
        ? ""
        : sentence.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
  }

  /** The triplet, cut before and behind the verb. */
  Claim cut(String sentence, int verb, int object) {
    return new Claim(
        text(sentence, subject.isEmpty() ? tokens.subList(0, verb) : subject),
        text(sentence, tokens.subList(verb, object)),
        text(sentence, tokens.subList(object, tokens.size())));
  }
}
