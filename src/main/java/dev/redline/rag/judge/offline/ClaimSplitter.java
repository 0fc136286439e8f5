package dev.redline.rag.judge.offline;

import dev.redline.rag.Claim;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes each statement of a text as a claim. The triplet is the statement cut before and behind its
 * first verb. A pronoun as subject is replaced by the subject before it; a statement without a
 * known verb is cut at its first two spaces, and a fragment becomes what the answer is.
 */
final class ClaimSplitter {

  private static final Set<String> PRONOUNS = Set.of("it", "they");
  private static final Set<String> POSSESSIVES = Set.of("its", "their");

  private final Lexicon lexicon;
  private final Clauses clauses;
  private final Statements statements;
  private final Verbs verbs;

  ClaimSplitter(Lexicon lexicon) {
    this.lexicon = lexicon;
    this.clauses = new Clauses(lexicon);
    this.statements = new Statements(lexicon);
    this.verbs = new Verbs(lexicon);
  }

  List<Claim> claims(String text) {
    List<Claim> claims = new ArrayList<>();
    String subject = "";
    for (String sentence : Sentences.of(text)) {
      for (List<Token> clause : clauses.split(Lexer.tokens(sentence))) {
        for (Statement statement : statements.of(clause)) {
          Claim claim = resolved(claim(sentence, statement), subject);
          claims.add(claim);
          subject = canBeMeant(statement, claim) ? claim.subject() : subject;
        }
      }
    }
    return claims;
  }

  /** A pronoun can stand for a subject that was found at a verb and denies nothing. */
  private boolean canBeMeant(Statement statement, Claim claim) {
    return verbs.first(statement.tokens()) > 0
        && Lexer.tokens(claim.subject()).stream().noneMatch(t -> lexicon.isNegation(t.text()));
  }

  private Claim claim(String sentence, Statement statement) {
    List<Token> tokens = statement.tokens();
    int verb = statement.subject().isEmpty() ? verbs.first(tokens) : 0;
    if (!statement.subject().isEmpty() && !verbs.at(tokens, 0)) {
      String subject = Statement.text(sentence, statement.subject());
      return new Claim(subject, "is", Statement.text(sentence, tokens));
    }
    if (verb >= 0 && verb < tokens.size() - 1) {
      return statement.cut(sentence, verb, verbEnd(tokens, verb));
    }
    return tokens.size() < 3
        ? new Claim("The answer", "is", Statement.text(sentence, tokens))
        : statement.cut(sentence, 1, 2);
  }

  private int verbEnd(List<Token> tokens, int verb) {
    int end = verb + 1;
    while (end < tokens.size() - 1 && continuesVerb(tokens.get(end).text())) {
      end++;
    }
    return end;
  }

  private boolean continuesVerb(String word) {
    return word.equals("be") || word.equals("not") || lexicon.isVerb(word);
  }

  private static Claim resolved(Claim claim, String before) {
    List<Token> words = Lexer.tokens(claim.subject());
    if (before.isEmpty() || words.isEmpty()) {
      return claim;
    }
    Token first = words.get(0);
    String rest = claim.subject().substring(first.end());
    if (PRONOUNS.contains(first.text())) {
      return new Claim(before + rest, claim.predicate(), claim.object());
    }
    return POSSESSIVES.contains(first.text())
        ? new Claim(before + "'s" + rest, claim.predicate(), claim.object())
        : claim;
  }
}
