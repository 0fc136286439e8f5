package dev.redline.rag.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether an answer says that it has none: each of its sentences refuses, or says where else to
 * ask. In English, German, French and Spanish.
 */
public final class Refusal {

  /** What follows a "but" has to refuse by itself. */
  private static final Pattern SENTENCE =
      Pattern.compile(
          "(?<=[.!?])\\s+|[,;:]? (?=(?:but|yet|however|although|aber|jedoch|mais|pero) )",
          Pattern.CASE_INSENSITIVE);

  private static final String NOT =
      "(?:cannot|unable to|(?:do|does|did|could|can|would|am|are|is|was|were) ?n[o']t)";
  private static final String TEXTS =
      "(?:document|passage|context|text|manual|source|material|article|page|section|information"
          + "|excerpt|knowledge base)s?";
  private static final List<String> REFUSES =
      List.of(
          "\\b(i|we)('m)?\\b.*\\b("
              + NOT
              + "|not)\\b.*\\b(know|answer|find|say|tell|determine|help|able|sure|have)\\b",
          "\\b(i|we) (cannot|can't|could not)\\b",
          "\\b"
              + TEXTS
              + "\\b.*\\b"
              + NOT
              + "\\b.*\\b(answer|say|tell|contain|mention|provide|state|specify|include|cover|give|enough|available|found|there)\\b",
          "\\b(no|not enough|insufficient|without) (information|context|answer|mention|passage|data)",
          "\\bnot (stated|mentioned|specified|given|answerable)\\b",
          "\\bnot (contained|provided|found|covered|available|included)\\b.*\\b" + TEXTS + "\\b",
          "^(this|that|it) is not (contained|provided|found|covered|available)\\b",
          "\\bnot (in|part of) (the|these|any) " + TEXTS + "\\b",
          "\\b(cannot be|not possible to) (answer|determine|say|said|tell|told|find|found)(ed|d)?\\b",
          "^(it|this|that) is (not known|unknown)\\b",
          "^unable to (answer|find|say|tell|determine|help)\\b",
          "\\b(wei(ß|ss) (ich )?(es )?nicht|nicht beantworten|keine (angabe|information|antwort)"
              + "|dazu (kann|können|sagen|steht)\\b.*\\bnichts)|sagen dazu nichts",
          "\\b(je ne sais pas|peux pas répondre|aucune information|ne dispose pas|ne (le )?précisent? pas)",
          "\\b(no (lo )?sé|no puedo responder|no hay información|no tengo (esa )?información|no lo mencionan?)");
  private static final String ELSEWHERE =
      "^(sorry|i am sorry|i'm sorry|lo siento|désolé|leider)( for (the|any) [a-z ]+)?[.,!]?"
          + "|.*\\b(contact|consult|ask|rephrase)\\b.*";

  private static final Pattern ALLOWED =
      Pattern.compile(
          ".*(" + String.join("|", REFUSES) + ").*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern POLITE = Pattern.compile(ELSEWHERE, Pattern.CASE_INSENSITIVE);

  private Refusal() {}

  /** Whether one sentence of a text, at least, says that there is no answer. */
  public static boolean isIn(String text) {
    return sentences(text).stream().anyMatch(sentence -> ALLOWED.matcher(sentence).matches());
  }

  /** An empty answer refuses, too. */
  static boolean is(String answer) {
    List<String> sentences = sentences(answer);
    return answer.isBlank()
        || (isIn(answer)
            && sentences.stream()
                .allMatch(
                    sentence ->
                        ALLOWED.matcher(sentence).matches() || POLITE.matcher(sentence).matches()));
  }

  private static List<String> sentences(String text) {
    return Arrays.asList(
        SENTENCE.split(text.strip().replace('\u2019', '\'').replaceAll("\\s+", " ")));
  }
}
