package dev.redline.rag.judge.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses a parenthesised list of string literals in Python's notation. Neighbouring literals are
 * one, and lists may be joined by {@code and}. Anything else is not understood: nothing is ever
 * evaluated. For one use.
 */
final class LiteralTuple {

  private final String text;
  private int at;

  LiteralTuple(String text) {
    this.text = text;
  }

  /**
   * The lists, at least one, each of at least one string; empty if the text is anything but
   * literals.
   */
  Optional<List<List<String>>> parse() {
    try {
      List<List<String>> tuples = new ArrayList<>(List.of(tuple()));
      while (skip("and")) {
        tuples.add(tuple());
      }
      space();
      return at == text.length() ? Optional.of(tuples) : Optional.empty();
    } catch (NotLiteralException e) {
      return Optional.empty();
    }
  }

  private List<String> tuple() {
    require("(");
    List<String> parts = new ArrayList<>();
    parts.add(string());
    while (skip(",")) {
      parts.add(string());
    }
    require(")");
    return parts;
  }

  private String string() {
    StringBuilder value = new StringBuilder();
    do {
      space();
      StringLiteral literal = StringLiteral.at(text, at);
      value.append(literal.value());
      at = literal.end();
      space();
    } while (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\''));
    return value.toString();
  }

  private void require(String token) {
    if (!skip(token)) {
      throw new NotLiteralException();
    }
  }

  private boolean skip(String token) {
    space();
    boolean there = text.startsWith(token, at);
    at += there ? token.length() : 0;
    return there;
  }

  private void space() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }
}
