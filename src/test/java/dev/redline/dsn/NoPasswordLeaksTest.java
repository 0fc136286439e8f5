package dev.redline.dsn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Random passwords in every form, whole and broken: nothing that is shown has a piece of one. */
class NoPasswordLeaksTest {

  private static final int ROUNDS = 4_000;
  private static final int FRAGMENT = 4;

  /** Letters that none of our own texts has in a row of four, and all that needs escaping. */
  private static final String ALPHABET = "ZXQJKVWYZXQJKVWY79:/?#[]@!$&'()*+,;=% \\\"";

  @TempDir private Path directory;
  private final Random random = new Random(1070);

  @Test
  void noFragmentOfAPasswordIsEverShown() throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      String password = password();
      for (String text : forms(password)) {
        assertNothingOf(password, text);
        assertNothingOf(password, damaged(text));
      }
    }
  }

  @Test
  void escapedPasswordsArriveWhole() {
    for (int round = 0; round < ROUNDS; round++) {
      String password = password();
      for (String text : forms(password).subList(0, 4)) {
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

  /** The first four are escaped as their form asks, the others are not escaped at all. */
  private static List<String> forms(String password) {
    String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
    String quoted = password.replace("\\", "\\\\").replace("'", "\\'");
    return List.of(
        "postgresql://app:" + encoded + "@db:5432/rag?sslmode=require",
        "postgresql://app@db/rag?password=" + encoded,
        "jdbc:postgresql://db/rag?user=app&password=" + encoded,
        "host=db password='" + quoted + "' dbname=rag",
        "postgresql://app:" + password + "@db:5432/rag?sslmode=require",
        "postgresql+psycopg2://app@db/rag?password=" + password,
        "jdbc:postgresql://db/rag?user=app&password=" + password,
        "host=db password=" + password + " dbname=rag");
  }

  /** Cut off somewhere, or with one more character that means something. */
  private String damaged(String text) {
    int at = random.nextInt(text.length());
    if (random.nextBoolean()) {
      return text.substring(0, at);
    }
    return text.substring(0, at) + "@/?&=%' ".charAt(random.nextInt(8)) + text.substring(at);
  }

  private void assertNothingOf(String password, String text) throws IOException {
    StringBuilder shown = new StringBuilder();
    Path file = directory.resolve("dsn_audit.json");
    DsnAudit audit = new DsnAudit(file, Clock.systemUTC());
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
