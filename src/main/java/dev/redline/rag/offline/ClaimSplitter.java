package dev.redline.rag.offline;

import dev.redline.rag.Claim;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes each clause of a text as a claim. The triplet is the clause cut before and behind its first
 * verb, so that its text is the clause again; a clause without a known verb is cut at its first two
 * spaces, and a fragment of one or two words becomes what the answer is.
 */
final class ClaimSplitter {

  private final Lexicon lexicon;
  private final Clauses clauses;

  ClaimSplitter(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.clauses = new Clauses(lexicon);
  }

  List<Claim> claims(String text) {
    List<Claim> claims = new ArrayList<>();
    for (String sentence : Sentences.of(text)) {
      for (List<Token> clause : clauses.split(Lexer.tokens(sentence))) {
        if (!clause.isEmpty()) {
          claims.add(claim(sentence, clause));
        }
      }
    }
    return claims;
  }

  private Claim claim(String sentence, List<Token> clause) {
    Claim atVerb = cutAtVerb(sentence, clause);
    if (atVerb != null) {
      return atVerb;
    }
    if (clause.size() < 3) {
      return new Claim("The answer", "is", text(sentence, clause));
    }
    return cut(sentence, clause, 1, 2);
  }

  private @Nullable Claim cutAtVerb(String sentence, List<Token> clause) {
    for (int i = 1; i < clause.size() - 1; i++) {
      if (lexicon.isVerb(clause.get(i).text())) {
        int end = i + 1;
        while (end < clause.size() - 1 && continuesVerb(clause.get(end).text())) {
          end++;
        }
        return cut(sentence, clause, i, end);
      }
    }
    return null;
  }

  private boolean continuesVerb(String word) {
    return word.equals("be") || lexicon.isNegation(word) || lexicon.isVerb(word);
  }

  private static Claim cut(String sentence, List<Token> clause, int verb, int object) {
    return new Claim(
        text(sentence, clause.subList(0, verb)),
        text(sentence, clause.subList(verb, object)),
        text(sentence, clause.subList(object, clause.size())));
  }

  private static String text(String sentence, List<Token> tokens) {
    return sentence.substring(tokens.get(0).start(), tokens.get(tokens.size() - 1).end());
  }
}
