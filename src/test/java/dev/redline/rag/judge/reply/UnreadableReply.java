package dev.redline.rag.judge.reply;

import java.util.stream.Stream;

/**
 * A reply that looks like one and is none.
 *
 * @param cutOff whether the model had no room left
 * @param fault what the second request says about the first reply
 */
public record UnreadableReply(String name, String text, boolean cutOff, String fault) {

  private static final String CLAIM = "(\"A\", \"is\", \"b\")";

  @Override
  public String toString() {
    return name;
  }

  private static UnreadableReply whole(String name, String text, String fault) {
    return new UnreadableReply(name, text, false, fault);
  }

  private static UnreadableReply cutOff(String name, String text) {
    return new UnreadableReply(name, text, true, "cut off");
  }

  /** In place of the claims of a text. */
  public static Stream<UnreadableReply> insteadOfClaims() {
    return Stream.of(
        cutOff("cut off within a claim", CLAIM + "\n(\"C\", \"is"),
        cutOff("cut off between two claims", CLAIM),
        whole(
            "apology that names claims",
            "There are no claims I am able to process because the service is overloaded.",
            "line 1"),
        whole(
            "apology with a claim behind it",
            "I am sorry, I could only read the beginning.\n" + CLAIM,
            "line 1"),
        whole(
            "German apology",
            "Leider kann ich gerade keine Aussagen liefern, der Dienst ist überlastet.",
            "line 1"),
        whole(
            "French apology",
            "Désolé, aucune affirmation ne peut être traitée pour le moment.",
            "line 1"),
        whole("German word for none", "Keine Aussagen.", "line 1"),
        whole("French word for none", "Aucune affirmation.", "line 1"),
        whole("German preamble", "Hier sind die Aussagen des Textes:\n" + CLAIM, "line 1"),
        whole("French preamble", "Voici les affirmations du texte :\n" + CLAIM, "line 1"),
        whole("German remark behind", CLAIM + "\n(Der Rest war nicht lesbar.)", "line 2"),
        whole("echoed placeholder", "(\"subject\", \"predicate\", \"object\")", "example"),
        whole("German placeholder", "(\"Subjekt\", \"Prädikat\", \"Objekt\")", "example"),
        whole("French placeholder", "(\"sujet\", \"prédicat\", \"objet\")", "example"),
        whole("placeholder in brackets", "(\"<subject>\", \"<verb>\", \"<object>\")", "example"),
        whole("dots for parts", "(\"…\", \"...\", \"…\")", "no word"),
        whole(
            "placeholder among claims", CLAIM + "\n(\"Subject\", \"predicate\", \"o\")", "example"),
        whole("claims and the word for none", CLAIM + "\nAbstain", "line 2"),
        whole("a line that is no claim", CLAIM + "\n(\"C\", \"is\")", "line 2"),
        whole("two claims a line", CLAIM + " and " + CLAIM, "line 1"),
        whole("a doubt behind a claim", CLAIM + " (not sure)", "line 1"),
        whole("a doubt in quotes behind a claim", CLAIM + " (not sure about \"b\")", "line 1"),
        whole("a denial in quotes", CLAIM + " is wrong (\"b\")", "line 1"),
        whole("a table", "| A | is | b |", "line 1"),
        whole("a list of Python's", "[(\"A\", \"is\", \"b\"),]", "line 1"),
        whole("a thought", "<think>\nIs it b?\n</think>\n" + CLAIM, "line 1"),
        whole("words in a fence", "```not true:\n" + CLAIM + "\n```", "line 1"),
        whole("not available", "n/a", "line 1"),
        whole("nothing", " \n", "empty"));
  }

  /** In place of three labels. */
  public static Stream<UnreadableReply> insteadOfThreeLabels() {
    return Stream.of(
        whole("one label for three claims", "Entailment", "1 label"),
        whole("four labels for three claims", "Neutral\n".repeat(4), "4 labels"),
        cutOff("cut off", "Entailment\nNeutral\nEntail"),
        cutOff("cut off behind three labels", "Entailment\nNeutral\nNeutral"),
        whole(
            "preamble that names the labels",
            "Entailment, Neutral and Contradiction were weighed:\nEntailment\nNeutral\nNeutral",
            "line 1"),
        whole(
            "German preamble that names the labels",
            "Abgewogen wurden Entailment und Neutral:\nEntailment\nNeutral\nNeutral",
            "line 1"),
        whole(
            "French preamble that names the labels",
            "Entre Entailment et Neutral :\nEntailment\nNeutral\nNeutral",
            "line 1"),
        whole(
            "a meaning turned round", "not Neutral: it is Entailment\nNeutral\nNeutral", "line 1"),
        whole(
            "a meaning turned round in German",
            "nicht Neutral, sondern Entailment\nNeutral\nNeutral",
            "line 1"),
        whole(
            "a meaning turned round in French",
            "pas Neutral : c'est Entailment\nNeutral\nNeutral",
            "line 1"),
        whole("a label that is denied", "Not Entailment\nNeutral\nNeutral", "line 1"),
        whole("German labels", "Folgerung\nNeutral\nWiderspruch", "line 1"),
        whole("German preamble", "Neutral ist keine davon:\nNeutral\nNeutral\nNeutral", "line 1"),
        whole("French labels", "Implication\nNeutre\nContradiction", "line 1"),
        whole("Polish form of a label", "Entailment\nNeutralne\nNeutral", "line 2"),
        whole(
            "apology",
            "I have to stay neutral: the service is overloaded.\nNeutral\nNeutral",
            "line 1"),
        whole("German apology", "Der Dienst ist überlastet.", "line 1"),
        whole("French apology", "Désolé, le service est surchargé.", "line 1"),
        whole("echoed instruction", "Entailment | Neutral | Contradiction", "line 1"),
        whole("numbers that are out of order", "2. Neutral\n1. Entailment\n3. Neutral", "line 1"),
        whole("numbers from 0", "0. Neutral\n1. Entailment\n2. Neutral", "line 1"),
        whole("a number twice", "1. Neutral\n1. Entailment\n2. Neutral", "line 2"),
        whole("a number left out", "1. Neutral\n2. Entailment\n4. Neutral", "line 3"),
        whole("not available", "Neutral\nn/a\nNeutral", "line 2"),
        whole("a table", "| 1 | Neutral |\n| 2 | Neutral |\n| 3 | Neutral |", "line 1"),
        whole("a thought", "<think>Neutral?</think>\nNeutral\nNeutral\nNeutral", "line 1"),
        whole("all in one line", "Neutral, Entailment, Neutral", "line 1"),
        whole("words in a fence", "```Not so:\nNeutral\nNeutral\nNeutral\n```", "line 1"),
        whole("a question", "Neutral?\nNeutral\nNeutral", "line 1"),
        whole("a reason", "Neutral (says nothing)\nNeutral\nNeutral", "line 1"),
        whole("a rule between", "Neutral\n---\nNeutral\nNeutral", "line 2"),
        whole("nothing", "", "empty"));
  }

  /** In place of three labels by schema. */
  public static Stream<UnreadableReply> insteadOfThreeLabelsInJson() {
    return Stream.of(
        whole("one label", "{\"labels\":[\"Entailment\"]}", "1 label"),
        whole("a comma behind", "{\"labels\":[\"Neutral\",\"Neutral\",\"Neutral\",]}", "not JSON"),
        whole("half of it", "{\"labels\":[\"Neutral\",\"Neutral\"", "not JSON"),
        whole(
            "the key twice",
            "{\"labels\":[\"Neutral\",\"Neutral\",\"Neutral\"],"
                + "\"labels\":[\"Entailment\",\"Entailment\",\"Entailment\"]}",
            "not JSON"),
        whole(
            "a remark beside",
            "{\"labels\":[\"Neutral\",\"Neutral\",\"Neutral\"],\"note\":\"the first is wrong\"}",
            "other keys"),
        whole(
            "words behind",
            "{\"labels\":[\"Neutral\",\"Neutral\",\"Neutral\"]} I am not sure.",
            "not JSON"),
        whole(
            "a thought before",
            "<think>?</think>{\"labels\":[\"Neutral\",\"Neutral\",\"Neutral\"]}",
            "not JSON"),
        whole("null", "{\"labels\":[\"Neutral\",null,\"Neutral\"]}", "something else"),
        whole("numbers", "{\"labels\":[0,1,2]}", "something else"),
        whole("German", "{\"labels\":[\"Folgerung\",\"Neutral\",\"Neutral\"]}", "something else"),
        whole("French", "{\"labels\":[\"Neutre\",\"Neutral\",\"Neutral\"]}", "something else"),
        whole(
            "objects",
            "{\"labels\":[{\"label\":\"Neutral\"},{\"label\":\"Neutral\"},{\"label\":\"Neutral\"}]}",
            "something else"),
        whole("German apology", "Der Dienst ist überlastet.", "not JSON"),
        whole("an apology in JSON", "{\"error\":\"surchargé\"}", "no object"),
        cutOff("cut off behind the end", "{\"labels\":[\"Neutral\",\"Neutral\",\"Neutral\"]}"));
  }

  /** In place of claims by schema. */
  public static Stream<UnreadableReply> insteadOfClaimsInJson() {
    return Stream.of(
        whole("a part that is missing", claim("\"subject\":\"A\",\"predicate\":\"is\""), "lacked"),
        whole(
            "a part too many",
            claim("\"subject\":\"A\",\"predicate\":\"is\",\"object\":\"b\",\"negated\":true"),
            "other keys"),
        whole(
            "a part twice",
            claim("\"subject\":\"A\",\"predicate\":\"is\",\"object\":\"b\",\"object\":\"c\""),
            "not JSON"),
        whole(
            "German placeholder",
            claim("\"subject\":\"Subjekt\",\"predicate\":\"Prädikat\",\"object\":\"Objekt\""),
            "example"),
        whole("claims as text", "{\"claims\":[\"A is b\"]}", "lacked"),
        whole("French apology", "Désolé, le service est surchargé.", "not JSON"),
        cutOff("cut off", "{\"claims\":[{\"subject\":\"A\""));
  }

  private static String claim(String parts) {
    return "{\"claims\":[{%s}]}".formatted(parts);
  }
}
