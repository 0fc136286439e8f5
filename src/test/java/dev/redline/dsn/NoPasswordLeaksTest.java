package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Random passwords in every form, whole and broken: nothing that is shown has a piece of one. */
class NoPasswordLeaksTest {

  private static final int ROUNDS = 150;
  private static final int FRAGMENT = 4;

  /** Letters that none of our own texts has in a row of four, and all that needs escaping. */
  private static final String ALPHABET = "ZXQJKVWYZXQJKVWY79:/?#[]@!$&'()*+,;=% \\\"";

  @TempDir private Path directory;
  private final Random random = new Random(1070);

  @Test
  void noFragmentOfAPasswordIsEverShown() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      String password = password();
      for (String text : escaped(password)) {
        assertNothingOf(password, text);
        assertNothingOf(password, text.substring(0, random.nextInt(text.length())));
        assertNothingOf(password, disturbed(text));
      }
      for (String text : raw(password)) {
        assertNothingOf(password, text);
        assertNothingOf(password, disturbed(text));
      }
    }
  }

  @Test
  void escapedPasswordsArriveWhole() {
    for (int round = 0; round < ROUNDS; round++) {
      String password = password();
      for (String text : escaped(password)) {
        assertThat(Dsn.parse(text).password().orElseThrow().reveal()).isEqualTo(password);
      }
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

  private static List<String> escaped(String password) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    String quoted = password.replace("\\", "\\\\").replace("'", "\\'");
    return List.of(
        "postgresql://app:" + encoded + "@db:5432/rag?sslmode=require",
        "postgresql://app@db/rag?password=" + encoded,
        "jdbc:postgresql://db/rag?user=app&password=" + encoded,
        "host=db password='" + quoted + "' dbname=rag");
  }

  /** As people write them who do not know that characters need escaping. */
  private static List<String> raw(String password) {
    return List.of(
        "postgresql://app:" + password + "@db:5432/rag?sslmode=require",
        "postgresql+psycopg2://app@db/rag?password=" + password,
        "jdbc:postgresql://db/rag?user=app&password=" + password,
        "host=db password=" + password + " dbname=rag");
  }

  /** With one more character that means something. */
  private String disturbed(String text) {
    int at = random.nextInt(text.length());
    return text.substring(0, at) + "@/?&=%' ".charAt(random.nextInt(8)) + text.substring(at);
  }

  private void assertNothingOf(String password, String text) throws IOException {
    StringBuilder shown = new StringBuilder();
    Path file = directory.resolve("dsn_audit.json");
    DsnAudit audit = new DsnAudit(file, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    try {
      Resolution resolution =
          new DsnResolver(Map.of("POSTGRES_DSN", text), Mismatch.STRICT).resolve();
      shown.append(resolution);
      if (resolution instanceof Resolution.Server server) {
        shown.append(server.dsn()).append(server.dsn().secrets());
        shown.append(JsonMapper.shared().writeValueAsString(server.dsn().secrets()));
      }
      audit.record(resolution);
    } catch (DsnException e) {
      shown.append(e).append(e.getCause());
      audit.record(e);
    }
    shown.append(Files.readString(file));
    for (int start = 0; start + FRAGMENT <= password.length(); start++) {
      assertThat(shown.toString()).doesNotContain(password.substring(start, start + FRAGMENT));
    }
  }
}
