package dev.redline.scan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The words without which a line is of no interest, and what each announces. */
final class SignalWords {

  /** What the resolver of a project reads, and nobody else. */
  static final List<String> VARIABLES = List.of("DATABASE_URL", "POSTGRES_DSN");

  static final int VARIABLE = 1;
  static final int URL = 2;
  static final int PASSWORD = 4;
  static final int TOKEN = 8;
  static final int AWS_ID = 16;
  static final int PRIVATE_KEY = 32;
  static final int SETTINGS_CLASS = 64;
  static final int SHORT_PASSWORD = 128;

  /** What may announce a credential. */
  static final int CREDENTIAL = URL | PASSWORD | TOKEN | AWS_ID | PRIVATE_KEY | SHORT_PASSWORD;

  private static final Map<Integer, List<String>> BY_MEANING =
      Map.of(
          VARIABLE,
          VARIABLES,
          URL,
          List.of("://"),
          PASSWORD,
          List.of("password", "passwd", "passphrase", "pwd"),
          TOKEN,
          List.of(
              "secret",
              "secret_key",
              "token",
              "api_key",
              "api-key",
              "apikey",
              "access_key",
              "access-key",
              "accesskey",
              "private_key",
              "privatekey"),
          AWS_ID,
          List.of("akia", "asia"),
          PRIVATE_KEY,
          List.of("private key"),
          SETTINGS_CLASS,
          List.of("basesettings"),
          SHORT_PASSWORD,
          List.of(
              "pass=", "pass =", "pass:", "pass :", "pass\"", "pass'", "pass\\", "pass>",
              "_pass "));

  private SignalWords() {}

  static WordFinder finder() {
    Map<String, Integer> words = new LinkedHashMap<>();
    BY_MEANING.forEach((meaning, all) -> all.forEach(word -> words.put(word, meaning)));
    return new WordFinder(words);
  }
}
