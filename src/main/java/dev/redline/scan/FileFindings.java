package dev.redline.scan;

import dev.redline.scan.CredentialPlace.Kind;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the lines of one file in which a word was found. */
final class FileFindings implements LineScan.Lines {

  private static final Pattern NAME =
      Pattern.compile(
          "(?<![A-Za-z0-9_])(?:" + String.join("|", SignalWords.VARIABLES) + ")(?![A-Za-z0-9_])");
  private final Path path;
  private final String name;
  private final TreeFindings findings;
  private final WordFinder finder;
  private final PrivateKeyText privateKey = new PrivateKeyText();
  private final PgpassFile passwords;
  private final SettingsClass settings = new SettingsClass();
  private Language language;

  /**
   * @param path relative to the top of the tree
   * @param name the same for a person
   */
  FileFindings(Path path, String name, TreeFindings findings, WordFinder finder) {
    this.path = path;
    this.name = name;
    this.finder = finder;
    this.language = Language.of(name.substring(name.lastIndexOf('/') + 1));
    this.passwords = new PgpassFile(name);
    this.findings = findings;
  }

  /** A file whose name tells nothing may tell in its first line what runs it. */
  @Override
  public boolean wantsFirst() {
    return language == Language.OTHER || passwords.wantsAll();
  }

  @Override
  public boolean line(int number, String text, int found) {
    if (number == 1 && language == Language.OTHER) {
      language = Language.ofFirstLine(text);
    }
    if ((found & SignalWords.VARIABLE) != 0) {
      reads(number, text);
    }
    if (language == Language.PYTHON) {
      settings
          .field(text, found)
          .map(field -> settingsField(number, field))
          .ifPresent(read -> findings.read(read, path));
    }
    if ((found & SignalWords.CREDENTIAL) != 0) {
      CredentialPatterns.in(text, language, finder)
          .forEach(hit -> credential(number, hit.kind(), hit.value()));
    }
    if (privateKey.seesKey(text)) {
      credential(number, Kind.PRIVATE_KEY, "private key");
    }
    passwords
        .password(text)
        .ifPresent(password -> credential(number, Kind.LITERAL_PASSWORD, password));
    return passwords.wantsAll() || privateKey.wantsNext() || settings.wantsNext();
  }

  private void reads(int number, String text) {
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (!CommentText.covers(text, names.start(), language)) {
        ReadIdioms.at(text, names.start(), names.end(), language)
            .map(
                seen ->
                    new VariableRead(
                        name, number, language, seen.idiom(), names.group(), seen.shown()))
            .ifPresent(read -> findings.read(read, path));
      }
    }
  }

  private VariableRead settingsField(int number, String field) {
    String variable = field.toUpperCase(Locale.ROOT);
    return new VariableRead(name, number, language, "field of settings", variable, field);
  }

  private void credential(int number, Kind kind, String value) {
    findings.credential(new CredentialPlace(name, number, kind), path, value);
  }
}
