package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.redline.quoting.SeenText;
import dev.redline.quoting.SqlText;
import dev.redline.trial.MadeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run on a server of somebody's, whose tables, documents, questions, answers and judge's replies
 * are made to be taken for more than text: all that it leaves shows them as text.
 */
@Tag("long")
class HostileRecordTest {

  /** Script, markup, another direction, length, new lines; no longer than a name may be. */
  static final List<String> NAMES =
      List.of(
          "<script>console.error('planted')</script>",
          "</td></table></title><h1>✓ PASS</h1>&lt;\"'` | x",
          "abc\u202Etxt.exe\u2066\u200Bdef\u001B[2J",
          "x".repeat(63),
          "one\ntwo\r\n\n# PASS\n| a | b |\n@somebody [x](javascript:x)");

  private static final int CASES = 20;
  private static final String ANSWER =
      "if [ $(wc -l <\"$1\") -gt 1 ]; then cp given.json \"$2\"; else cp first.json \"$2\"; fi";
  private static final String LONG = "y".repeat(5000);

  @TempDir private Path project;
  @TempDir private Path work;
  private MadeServer server;
  private HttpServer judge;

  @BeforeEach
  void aServerAndAJudge() throws Exception {
    server = MadeServer.of("plain");
    for (String name : NAMES) {
      String table = SqlText.name(name);
      server.execute("CREATE TABLE %s (id int PRIMARY KEY, v vector(8) NOT NULL)".formatted(table));
      server.execute(
          "INSERT INTO %s SELECT n, (SELECT array_agg(sin(n * k)) FROM generate_series(1, 8) k)::vector FROM generate_series(1, 200) n"
              .formatted(table));
    }
    server.execute("ANALYZE");
    Path gates = Files.createDirectories(project.resolve("gates"));
    Files.writeString(gates.resolve("workload.yaml"), json(workload()));
    Files.writeString(gates.resolve("cases.jsonl"), cases());
    Files.writeString(gates.resolve("given.json"), json(Map.of("results", answers())));
    Files.writeString(
        gates.resolve("first.json"), json(Map.of("results", answers().subList(0, 1))));
    judge = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    AtomicInteger number = new AtomicInteger();
    judge.createContext(
        "/",
        exchange -> {
          byte[] body = reply(number.getAndIncrement()).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    judge.start();
  }

  @AfterEach
  void stop() throws Exception {
    judge.stop(0);
    server.close();
  }

  @Test
  void namesOfTablesAreShownAsText() throws Exception {
    left().assertThatAllIsText(run("latency"));

    String page = Jsoup.parse(left().page().toFile()).wholeText();
    for (String name : NAMES) {
      assertThat(page).contains(SeenText.of(name).replace("\r\n", "\n"));
    }
  }

  @Test
  void documentsAnswersAndRepliesAreShownAsText() throws Exception {
    String console = run("redline");
    left().assertThatAllIsText(console);

    assertThat(judged())
        .as(console)
        .contains("console.error('planted')", LONG, "# PASS\\n| a | b |");
  }

  private String judged() throws IOException {
    StringBuilder judged = new StringBuilder();
    for (String file : left().files(".json")) {
      if (file.contains("ragchecker_official_evaluation_")) {
        judged.append(Files.readString(project.resolve(file)));
      }
    }
    return judged.toString();
  }

  private Map<String, Object> workload() {
    return Map.of(
        "searches",
        IntStream.range(0, NAMES.size()).mapToObj(HostileRecordTest::search).toList(),
        "answers",
        Map.of(
            "cases", "cases.jsonl",
            "command", List.of("sh", "-c", ANSWER, NAMES.get(1)),
            "dsn", Map.of("variable", "DATABASE_URL"),
            "within", "1min",
            "change",
                Map.of("gold", Map.of("at_least", -0.02), "overlap", Map.of("at_least", -0.1))),
        "load",
        Map.of(
            "statement_timeout", "60s",
            "lock_waits", Map.of("at_most", 1000),
            "replication_lag", Map.of("at_most", "10min"),
            "active_sessions", Map.of("at_most", 1000),
            "search_time", Map.of("at_most", "60s"),
            "exact_queries", 20,
            "exact_time", "1min"));
  }

  private static Map<String, Object> search(int at) {
    String name = NAMES.get(at);
    return Map.of(
        "name",
        name,
        "table",
        "public.\"%s\"".formatted(name.replace("\"", "\"\"")),
        "id",
        "id",
        "vector",
        "v",
        "distance",
        "cosine",
        "index",
        Map.of("none", name),
        "k",
        List.of(8),
        "queries",
        Map.of("rows", 20));
  }

  private static String cases() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < CASES; i++) {
      lines.append(
          json(Map.of("query_id", "q" + i, "query", text(i), "gt_answer", text(i))) + "\n");
    }
    return lines.toString();
  }

  private static List<Map<String, Object>> answers() {
    return IntStream.range(0, CASES)
        .mapToObj(
            i ->
                Map.of(
                    "query_id", "q" + i,
                    "query", text(i),
                    "response", text(i),
                    "retrieved_context", List.of(Map.of("doc_id", text(i), "text", text(i)))))
        .toList();
  }

  /** A document, a question, an answer or a reply: as long as it likes. */
  private static String text(int at) {
    return NAMES.get(at % NAMES.size()) + (at % NAMES.size() == 3 ? LONG : "");
  }

  private static String reply(int number) {
    return json(
        Map.of(
            "object",
            "chat.completion",
            "choices",
            List.of(
                Map.of(
                    "index",
                    0,
                    "message",
                    Map.of("role", "assistant", "content", text(number)),
                    "finish_reason",
                    "stop")),
            "usage",
            Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2)));
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  private String run(String tags) throws Exception {
    return left()
        .run(
            Map.of(
                "DATABASE_URL", server.fact("url"),
                "OPENAI_MODEL", "theirs",
                "OPENAI_BASE_URL",
                    "http://127.0.0.1:%d/v1".formatted(judge.getAddress().getPort())),
            "-Djudge=openai",
            tags);
  }

  private HostileRun left() {
    return new HostileRun(project, work);
  }
}
