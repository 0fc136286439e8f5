package dev.redline.scan;

import dev.redline.scan.CredentialPlace.Kind;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges the lines of one file in which a word was found. */
final class FileFindings implements LineScan.Lines {

  private static final Pattern NAME =
      Pattern.compile(
          "(?<![A-Za-z0-9_])(?:" + String.join("|", Words.VARIABLES) + ")(?![A-Za-z0-9_])");
  private final String path;
  private final TreeFindings findings;
  private final WordFinder finder;
  private final PrivateKeyText privateKey = new PrivateKeyText();
  private final SettingsClass settings = new SettingsClass();
  private Language language;

  FileFindings(String path, TreeFindings findings, WordFinder finder) {
    this.path = path;
    this.finder = finder;
    this.language = Language.of(path.substring(path.lastIndexOf('/') + 1));
    this.findings = findings;
  }

  /** A file whose name tells nothing may tell in its first line what runs it. */
  @Override
  public boolean wantsFirst() {
    return language == Language.OTHER;
  }

  @Override
  public boolean line(int number, String text, int found) {
    if (number == 1 && language == Language.OTHER) {
      language = Language.ofFirstLine(text);
    }
    if ((found & Words.VARIABLE) != 0) {
      reads(number, text);
    }
    if (language == Language.PYTHON) {
      settings
          .field(text, found)
          .map(name -> settingsField(number, name))
          .ifPresent(findings::read);
    }
    if ((found & Words.CREDENTIAL) != 0) {
      CredentialPatterns.in(text, language, finder)
          .forEach(hit -> credential(number, hit.kind(), hit.value()));
    }
    if (privateKey.seesKey(text)) {
      credential(number, Kind.PRIVATE_KEY, "private key");
    }
    return privateKey.wantsNext() || settings.wantsNext();
  }

  private void reads(int number, String text) {
    Matcher names = NAME.matcher(text);
    while (names.find()) {
      if (!CommentText.covers(text, names.start(), language)) {
        ReadIdioms.at(text, names.start(), names.end(), language)
            .map(
                seen ->
                    new VariableRead(
                        path, number, language, seen.idiom(), names.group(), seen.shown()))
            .ifPresent(findings::read);
      }
    }
  }

  private VariableRead settingsField(int number, String name) {
    String variable = name.toUpperCase(Locale.ROOT);
    return new VariableRead(path, number, language, "field of settings", variable, name);
  }

  private void credential(int number, Kind kind, String value) {
    findings.credential(new CredentialPlace(path, number, kind), value);
  }
}
