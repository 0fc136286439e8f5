package dev.redline.rag.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether an answer says that it has none: each of its sentences refuses, or says where else to
 * ask. In English, German, French and Spanish.
 */
final class Refusal {

  private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])\\s+");
  private static final List<String> REFUSES =
      List.of(
          "\\b(do|does|did|could|can|would|am|are|is|was|were) ?n[o']t\\b.*\\b(know|answer|find|say"
              + "|tell|contain|mention|provide|state|include|cover|able|enough|sure|available)\\b",
          "\\b(cannot|unable to)\\b.*\\b(answer|find|say|tell|determine|help)\\b",
          "\\b(no|not enough|insufficient|without) (information|context|answer|mention|passage|data)",
          "\\bnot (stated|mentioned|contained|provided|given|found|covered|available|answerable)\\b",
          "\\b(wei(ß|ss) (ich )?(es )?nicht|nicht beantworten|keine (angabe|information|antwort))",
          "\\b(je ne sais pas|ne peux pas répondre|aucune information)",
          "\\b(no (lo )?sé|no puedo responder|no hay información)");
  private static final String ELSEWHERE =
      "^(sorry|i am sorry|i'm sorry|unfortunately|please)\\b.*|.*\\b(contact|consult|ask|rephrase)\\b.*";
  private static final Pattern ALLOWED =
      Pattern.compile(
          ".*(" + String.join("|", REFUSES) + ").*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern POLITE = Pattern.compile(ELSEWHERE, Pattern.CASE_INSENSITIVE);

  private Refusal() {}

  /** An empty answer refuses, too. */
  static boolean is(String answer) {
    String text = answer.strip().replace('\u2019', '\'').replaceAll("\\s+", " ");
    List<String> sentences = Arrays.asList(SENTENCE.split(text));
    return text.isEmpty()
        || (sentences.stream().anyMatch(sentence -> ALLOWED.matcher(sentence).matches())
            && sentences.stream()
                .allMatch(
                    sentence ->
                        ALLOWED.matcher(sentence).matches() || POLITE.matcher(sentence).matches()));
  }
}
