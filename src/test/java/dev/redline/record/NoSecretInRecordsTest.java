package dev.redline.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.dsn.Redaction;
import dev.redline.record.RunReport.PhaseReport;
import dev.redline.record.RunReport.Step;
import dev.redline.record.journal.CanonicalJson;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.Journal;
import dev.redline.record.journal.JournalHead;
import dev.redline.verdict.BeforeAfter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random passwords in every place that a run can write down: no file has a piece of one. */
class NoSecretInRecordsTest {

  private static final int ROUNDS = 30;
  private static final int FRAGMENT = 4;

  /** Letters that none of our own texts has in a row of four, and all that needs escaping. */
  private static final String ALPHABET = "ZXQJKVWYZXQJKVWY79:/?#[]@!$&'()*+,;=% \\\"";

  @TempDir private Path metrics;
  private final Random random = new Random(1070);

  @Test
  void noFragmentOfAPasswordIsInAnyTextOfTheRecord() {
    for (int round = 0; round < ROUNDS; round++) {
      String password = password();
      for (String form : forms(password)) {
        assertNothingOf(password, everything(form));
        assertNothingOf(password, everything(disturbed(form)));
        assertNothingOf(password, everything(form.substring(0, random.nextInt(form.length()))));
      }
    }
  }

  @Test
  void noFragmentOfAPasswordReachesAFile() throws IOException {
    for (String form : forms("ZXQJKVWY")) {
      write(new Texts(form), Redaction.of(Map.of()));
    }
    write(new Texts("it said ZXQJKVWY again"), Redaction.of(environment("ZXQJKVWY")));
    try (Stream<Path> files = Files.list(metrics)) {
      for (Path file : files.toList()) {
        assertNothingOf("ZXQJKVWY", Files.readString(file));
      }
    }
  }

  @Test
  void aPasswordOfTheEnvironmentIsFoundInAnyText() {
    for (int round = 0; round < ROUNDS; round++) {
      String password = password();
      Redaction redaction = Redaction.of(environment(password));
      assertNothingOf(password, everything(new Texts("it said " + password + "."), redaction));
    }
  }

  @Test
  void theCommandHasNoPropertyButThoseOfTheHarness() {
    Map<String, String> properties =
        Map.of(
            "groups", "stageA | stageB",
            "target", "local",
            "fresh", "",
            "reason", "it's known",
            "db.password", "ZXQJ",
            "user.name", "somebody",
            "image", "postgresql://app:ZXQJ@db/rag");
    assertThat(CommandLine.of(properties, Redaction.of(Map.of())))
        .hasToString(
            "mvn verify -Dgroups='stageA | stageB' -Dtarget=local"
                + " -Dimage='(not shown: it looks like a credential)' -Dfresh"
                + " -Dreason='it'\\''s known'");
  }

  /** A text of others in every place that takes one. */
  private record Texts(String text) {

    RunReport run(Redaction redaction) {
      PhaseReport phase =
          new PhaseReport(
              "stageA",
              text,
              text,
              text,
              List.of(new Step(text, GateOutcome.FAIL, Duration.ZERO)),
              List.of(new BeforeAfter("setting", Optional.of(text), text)),
              List.of());
      CommandLine command =
          CommandLine.of(Map.of("groups", "stageA", "reason", text, "x", text), redaction);
      return new RunReport(
          "B-1070", JournalFolder.NOW, Duration.ZERO, command, text, text, List.of(phase));
    }

    ContextBundle bundle() {
      OpenHotFix fix = new OpenHotFix("id", JournalFolder.NOW, "stageA", text, Optional.empty());
      return new ContextBundle(
          "B-1070",
          JournalFolder.NOW,
          map(),
          map(),
          map(),
          map(),
          List.of(),
          List.of(fix),
          JournalHead.START);
    }

    Map<String, Object> content(Redaction redaction) {
      return Map.of("text", text, "list", List.of(map()), "run", run(redaction));
    }

    private Map<String, String> map() {
      return Map.of("key", text, text, "value");
    }
  }

  private static String everything(String text) {
    return everything(new Texts(text), Redaction.of(Map.of()));
  }

  private static String everything(Texts texts, Redaction redaction) {
    return new MethodologyLog(redaction).section(texts.run(redaction))
        + new LessonsLearned(redaction, "l.md").bullets(texts.run(redaction))
        + texts.bundle().json(redaction)
        + texts.bundle().markdown(redaction, "c.md")
        + CanonicalJson.text(CanonicalJson.tree(texts.content(redaction), redaction::apply));
  }

  private void write(Texts texts, Redaction redaction) {
    RunRecords records = new RunRecords(metrics, JournalFolder.FILES, redaction);
    records.append(texts.run(redaction));
    records.replace(texts.bundle());
    new Journal(
            metrics,
            JournalFolder.FILES,
            Clock.fixed(JournalFolder.NOW, ZoneOffset.UTC),
            redaction,
            JournalFolder.KEY)
        .append(EntryKind.GATE, texts.content(redaction));
  }

  private static void assertNothingOf(String password, String shown) {
    for (int start = 0; start + FRAGMENT <= password.length(); start++) {
      assertThat(shown).doesNotContain(password.substring(start, start + FRAGMENT));
    }
  }

  private String password() {
    StringBuilder password = new StringBuilder("Z");
    int length = 6 + random.nextInt(12);
    while (password.length() < length) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.append("Q").toString();
  }

  private static List<String> forms(String password) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    return List.of(
        "postgresql://app:" + encoded + "@db:5432/rag?sslmode=require",
        "jdbc:postgresql://db/rag?user=app&password=" + encoded,
        "postgresql://app:" + password + "@db:5432/rag",
        "postgresql+psycopg2://app@db/rag?password=" + password,
        "https://user:" + password + "@host.example/path",
        "host=db password=" + password + " dbname=rag",
        "host=db password='" + password + "' dbname=rag");
  }

  private static Map<String, String> environment(String password) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    return Map.of("DATABASE_URL", "postgresql://app:" + encoded + "@db:5432/rag");
  }

  /** With one more character that means something. */
  private String disturbed(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + "@/?&=%' ".charAt(random.nextInt(8)) + text.substring(at);
  }
}
