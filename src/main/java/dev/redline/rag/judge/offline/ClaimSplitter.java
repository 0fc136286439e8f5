package dev.redline.rag.judge.offline;

import dev.redline.rag.Claim;
import dev.redline.rag.judge.offline.text.Lexer;
import dev.redline.rag.judge.offline.text.Lexicon;
import dev.redline.rag.judge.offline.text.Sentences;
import dev.redline.rag.judge.offline.text.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Cuts a text into claims of one or two content words each, as fine as a label of yes or no needs
 * to be to follow people. A claim keeps the small words before its content; one that goes on with
 * the sentence of the claim before it begins with an ellipsis.
 */
final class ClaimSplitter {

  /** First part of a claim that goes on with the sentence of the claim before it. */
  static final String CONTINUED = "…";

  /** Content words of a claim. */
  static final int MOST = 2;

  private static final Pattern REFERENCES = Pattern.compile("\\[\\d+(?:[,;–-]\\s*\\d+)*+]");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Set<String> BEGINNERS =
      Set.of(
          "because",
          "while",
          "whereas",
          "although",
          "which",
          "that",
          "who",
          "when",
          "where",
          "if",
          "but");

  private final Lexicon lexicon;

  ClaimSplitter(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  List<Claim> claims(String text) {
    List<Claim> claims = new ArrayList<>();
    for (String sentence : Sentences.of(REFERENCES.matcher(text).replaceAll(""))) {
      List<Integer> starts = starts(Lexer.tokens(sentence));
      for (int i = 0; i < starts.size(); i++) {
        int from = i == 0 ? 0 : starts.get(i);
        int to = i + 1 < starts.size() ? starts.get(i + 1) : sentence.length();
        claims.add(claim(sentence.substring(from, to).strip(), i > 0));
      }
    }
    return claims;
  }

  /** Where the claims of a sentence begin; none if it has no content. */
  private List<Integer> starts(List<Token> tokens) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> segment = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (token.kind() == Token.Kind.COMMA || BEGINNERS.contains(token.text())) {
        cut(segment, starts);
        segment.clear();
        begin = token.kind() == Token.Kind.COMMA ? i + 1 : i;
      } else if (isContent(token)) {
        segment.add(tokens.get(Math.min(begin, i)).start());
        begin = i + 1;
      }
    }
    cut(segment, starts);
    return starts;
  }

  /** Shares the content words of a segment out evenly. */
  private static void cut(List<Integer> segment, List<Integer> starts) {
    int parts = (segment.size() + MOST - 1) / MOST;
    for (int part = 0; part < parts; part++) {
      starts.add(segment.get((int) ((long) part * segment.size() / parts)));
    }
  }

  private boolean isContent(Token token) {
    return !lexicon.isStopword(token.text()) && !lexicon.isNegation(token.text());
  }

  private static Claim claim(String text, boolean continued) {
    String[] words = SPACE.split((continued ? CONTINUED + " " : "") + text, 3);
    return new Claim(words[0], part(words, 1), part(words, 2));
  }

  private static String part(String[] words, int at) {
    return at < words.length ? words[at] : "";
  }
}
