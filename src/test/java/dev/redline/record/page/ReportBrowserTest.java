package dev.redline.record.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.redline.record.EvidenceStore;
import dev.redline.record.page.Browser.Looked;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a gate that failed to its evidence, on the page and in Allure's report, in a browser. */
@Tag("long")
class ReportBrowserTest {

  private static final String GATE =
      "Vector searches meet p95 and recall at every K, on the HNSW index";

  /** A table of that name, a document or a reply: run, it would complain and ask. */
  private static final String HOSTILE =
      "<script>console.error('planted')</script><img src=/planted.png onerror=console.error('planted')>";

  @TempDir private Path project;
  @TempDir private Path work;
  private HttpServer server;

  @BeforeAll
  static void aBrowserIsThere() {
    Browser.assumeThere();
  }

  @BeforeEach
  void aRunThatFailed() throws Exception {
    Verdict slow =
        Verdict.fail("p95 at K=16", "241.250 ms", "at most 200.000 ms", "read the plans")
            .withMargin(-0.206);
    AllureReport report = new AllureReport(project);
    report.gate(
        GATE,
        Finding.of(
                List.of(slow, Verdict.pass(HOSTILE, HOSTILE, HOSTILE)),
                Evidence.kept("settings before", SamplePages.BEFORE, Map.of("work_mem", "4MB")))
            .with(SamplePictures.all()));
    report.generate();
    new PageFiles(project.resolve("reports"), project.resolve("metrics"))
        .write(SamplePages.rolledBack());
    EvidenceStore store = new EvidenceStore(project);
    store.write("metrics/" + SamplePages.HOT_FIX, "# stageA did not pass\n");
    store.write("reports/" + SamplePages.ATTACHED, Map.of("p95", "241.250 ms"));
    server = new FileServer(project).start();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void thePageLeadsToTheFileOfEvidence(String scheme) throws Exception {
    Document page = looked("/reports/gate-record.html", scheme);
    assertThat(page.selectFirst("h1").text()).startsWith("✗ FAIL: stageA. " + GATE);

    Element link = page.selectFirst("#evidence a");
    assertThat(looked("/reports/" + link.attr("href"), scheme).text()).contains("work_mem", "4MB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void thePageLeadsFromTheFailedGateToItsEvidence(String scheme) throws Exception {
    Document page = looked("/reports/gate-record.html", scheme);
    Element of = page.selectFirst(page.selectFirst("h1 a").attr("href"));
    assertThat(of.select("tbody tr"))
        .isNotEmpty()
        .allMatch(row -> row.text().contains("✗ FAIL " + GATE));

    assertThat(followed(of, "hot-fix", scheme).text()).contains("stageA did not pass");
    assertThat(followed(of, "settings before", scheme).text()).contains("work_mem", "4MB");
    assertThat(followed(of, "p95", scheme).text()).contains("241.250 ms");
    String latency = link(of, "latency at K=16").attr("href");
    assertThat(page.select(latency).select("figure img")).hasSize(1);
  }

  private Document followed(Element of, String evidence, String scheme) throws Exception {
    return looked("/reports/" + link(of, evidence).attr("href"), scheme);
  }

  private static Element link(Element of, String evidence) {
    return of.select("th a").stream()
        .filter(a -> a.text().equals(evidence))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no link " + evidence + ": " + of.text()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void theReportLeadsFromTheFailedGateToItsEvidence(String scheme) throws Exception {
    assertThat(looked("/reports/allure/index.html", scheme).text()).contains("Categories");
    JsonNode suite =
        new JsonMapper()
            .readTree(project.resolve("reports/allure/data/suites.json").toFile())
            .path("children")
            .path(0);
    String address =
        "/reports/allure/index.html#suites/%s/%s"
            .formatted(
                suite.path("uid").asString(),
                suite.path("children").path(0).path("uid").asString());

    Document gate = looked(address, scheme);
    assertThat(gate.text()).contains("001 " + GATE, "FAIL: p95 at K=16: observed 241.250 ms");
    assertThat(gate.select(".attachment-row")).hasSize(1 + 2 * SamplePictures.all().size());
    assertThat(attached(gate, address, "settings before", scheme).text())
        .contains("work_mem", "4MB");
    String plan = "Plan of search articles at K=16";
    assertThat(attached(gate, address, plan, scheme).select("[src$=.svg], [data$=.svg], svg"))
        .isNotEmpty();
    assertThat(attached(gate, address, plan + ", figures", scheme).select("td"))
        .anyMatch(cell -> cell.text().equals("Seq Scan articles"));
  }

  private Document attached(Document gate, String address, String name, String scheme)
      throws Exception {
    Element row =
        gate.select(".attachment-row").stream()
            .filter(each -> each.select(".attachment-row__name").text().equals(name))
            .findFirst()
            .orElseThrow();
    return looked(address + "?attachment=" + row.attr("data-uid"), scheme);
  }

  /** Nobody complains, and every request is for this server. */
  private Document looked(String address, String scheme) throws Exception {
    String origin = "http://127.0.0.1:" + server.getAddress().getPort();
    Looked looked = new Browser(work, scheme).look(URI.create(origin + address));
    assertThat(looked.complaints()).isEmpty();
    assertThat(looked.asked()).isNotEmpty().allMatch(url -> url.startsWith(origin));
    return Jsoup.parse(looked.content());
  }
}
