package dev.redline.record.page;

import dev.redline.plan.value.Threshold;
import dev.redline.plan.workload.SlowdownLimit;
import dev.redline.record.EvidencePlace;
import dev.redline.record.EvidencePlace.Kind;
import dev.redline.record.GateOutcome;
import dev.redline.record.journal.Artifact;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.record.page.GateRecordPage.Decided;
import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Planned;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import dev.redline.verdict.Status;
import dev.redline.verdict.ThresholdCheck;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.pairs.QuantileRatio;
import dev.redline.verdict.pairs.Slowdown;
import dev.redline.verdict.pairs.Slowdown.AtQuantile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Pages of runs that end in each way. */
final class SamplePages {

  private static final String STAGE = "stageA";
  private static final Instant START = Instant.parse("2026-05-04T10:15:30Z");
  private static final Duration SHORT = Duration.ofMillis(120);
  private static final String SEARCHES =
      "Vector searches meet p95 and recall at every K, on the HNSW index";

  static final String BEFORE = "system_diagnostics/pg_settings_before.json";
  static final String HOT_FIX = "hotfix/20260504T101530Z-stageA.md";
  static final String ATTACHED = "allure-results/1-attachment.json";

  private SamplePages() {}

  static GateRecordPage passed() {
    PageNotes notes = planned(UnaryOperator.identity());
    inForce(notes);
    List<Verdict> verdicts = new ArrayList<>(slowdown());
    verdicts.add(p95(Duration.ofNanos(721_000)));
    notes.found(
        STAGE,
        SEARCHES,
        Finding.of(verdicts, Evidence.of("p95", p95Figures()), latency(), memory())
            .with(SamplePictures.all()));
    notes.ended(STAGE, SEARCHES, GateOutcome.PASS, Duration.ofMillis(2310), "");
    notes.wayBack(
        STAGE,
        "cp postgresql.conf.bak postgresql.conf && pg_ctl restart",
        "not in this run; the scenarios of rollback passed on this server at 2026-05-04 09:01:12"
            + " UTC");
    return page(notes);
  }

  static GateRecordPage rolledBack() {
    PageNotes notes = planned(UnaryOperator.identity());
    inForce(notes);
    Verdict slow = p95(Duration.ofNanos(241_250_000));
    notes.found(STAGE, SEARCHES, Finding.of(slow, Evidence.of("p95", p95Figures()), latency()));
    notes.ended(STAGE, SEARCHES, GateOutcome.FAIL, Duration.ofMillis(2310), slow.toString());
    notes.takenBack(STAGE, true);
    notes.placed(STAGE, SEARCHES, new EvidencePlace("settings before", Kind.FILE, BEFORE));
    notes.placed(STAGE, SEARCHES, new EvidencePlace("p95", Kind.ATTACHMENT, ATTACHED));
    notes.hotFix(
        STAGE,
        "read metrics/" + HOT_FIX,
        Optional.of(new EvidencePlace("hot-fix", Kind.FILE, HOT_FIX)));
    notes.wayBack(
        STAGE,
        "nothing to do",
        "Rolled back in 240 ms; settings, postgresql.conf, data and health are proven to be as"
            + " before.");
    notes.notRun(
        STAGE, "The change is committed", "not run, because this did not pass: " + SEARCHES);
    return page(notes);
  }

  /** Two gates that say the same. */
  static GateRecordPage failedAndUnsure() {
    PageNotes notes = planned(UnaryOperator.identity());
    Finding found =
        Finding.of(
            List.of(
                Verdict.inconclusive("p50 on the twin", "1.060 ms", "at most 1.058 ms", "wait"),
                Verdict.fail("p95 on the twin", "1.521 ms", "at most 1.477 ms", "compare plans")));
    Verdict all = Verdict.fail("judgements made", "2 failed", "all", PageNotes.TOLD_BY_GATES);
    for (String gate : List.of(SEARCHES, "Everything that was judged has passed")) {
      notes.found(STAGE, gate, gate.equals(SEARCHES) ? found : Finding.of(all).and(found));
      notes.ended(STAGE, gate, GateOutcome.FAIL, SHORT, "FAIL");
    }
    return page(notes);
  }

  static GateRecordPage paused() {
    PageNotes notes = planned(UnaryOperator.identity());
    String gate = "A person has approved what happens to a server that is not throwaway";
    Verdict restart =
        Verdict.paused(
            "decision about restart: the server restarts",
            "none",
            "an approval for change 3f2a91c0",
            "to approve just this: mvn verify -Dgroups=stageA -Dapprove=restart:3f2a91c0");
    notes.found(STAGE, gate, Finding.of(restart));
    notes.ended(STAGE, gate, GateOutcome.PAUSED, SHORT, restart.toString());
    notes.notRun(STAGE, "The server restarts", "not run, because this did not pass: " + gate);
    return page(notes);
  }

  static GateRecordPage inconclusive() {
    PageNotes notes = planned(UnaryOperator.identity());
    String gate = "The whole evaluation ends within its time";
    Verdict judged =
        Verdict.inconclusive(
            "cases that were judged", "61 of 64", "all of them", "read why the judge failed");
    notes.found(STAGE, gate, Finding.of(judged));
    notes.ended(STAGE, gate, GateOutcome.INCONCLUSIVE, SHORT, judged.toString());
    notes.wayBack(STAGE, "nothing to do", "Nothing had been changed.");
    return page(notes);
  }

  /** Many figures, decisions and ways back. */
  static GateRecordPage crowded() {
    PageNotes notes = planned(UnaryOperator.identity());
    inForce(notes);
    for (int i = 0; i < 20; i++) {
      String name = "phase" + i;
      BeforeAfter figure = new BeforeAfter("p95 of " + name, Optional.of("2.0 ms"), "1.0 ms");
      Verdict open = Verdict.paused("decision of " + name, "none", "one", "mvn verify " + i);
      notes.found(name, SEARCHES, Finding.of(open, Evidence.of("p95", Figures.of(figure))));
      notes.ended(name, SEARCHES, GateOutcome.PAUSED, SHORT, open.toString());
      notes.wayBack(name, "mvn verify -Ddecline=" + i, "not in this run");
    }
    return page(notes);
  }

  /** A passing page with {@code text} in place of whatever comes from data. */
  static GateRecordPage with(String text) {
    PageNotes notes = planned(name -> text);
    notes.found(
        text,
        text,
        Finding.of(
            List.of(
                Verdict.fail(text, text, text, text).because(Optional.of(text)).withMargin(0.1),
                Verdict.paused(text, text, text, text)),
            Evidence.of(text, new LeftAlone(text, text)),
            Evidence.of(text, Figures.of(new BeforeAfter(text, Optional.of(text), text))),
            Evidence.of(
                text,
                new Plot(
                    text, text, text, List.of(new Line(text, List.of(new Point(1, 2, text))))))));
    notes.placed(text, text, new EvidencePlace(text, Kind.FILE, text));
    notes.placed(text, text, new EvidencePlace(text, Kind.ATTACHMENT, "allure-results/" + text));
    notes.ended(text, text, GateOutcome.FAIL, SHORT, text);
    notes.wayBack(text, text, text);
    notes.decided(new Decided(text, text, text, START, START, Optional.of(text)));
    Artifact file = new Artifact(text, "0".repeat(64), 1);
    return notes.page(new About(text, START, SHORT, text, text, Map.of(text, text)), List.of(file));
  }

  private static Verdict p95(Duration observed) {
    return ThresholdCheck.time(
        "p95 of vector search at K=16",
        observed,
        new Threshold<>(
            Threshold.Direction.AT_MOST,
            Duration.ofMillis(200),
            Optional.of("an answer waits for this search")),
        "read the plans before and after in the evidence");
  }

  private static List<Verdict> slowdown() {
    QuantileRatio ratio = new QuantileRatio(0.95, 0.912, 0.721, 0.79, 0.74, 0.86);
    SlowdownLimit limit = new SlowdownLimit(1.25, Duration.ofNanos(100_000));
    return new Slowdown(300, List.of(new AtQuantile(ratio, limit, Status.PASS)))
        .verdicts("searches after the change", "called slower by mistake 0 of 40 times");
  }

  private static PageNotes planned(UnaryOperator<String> named) {
    PageNotes notes = new PageNotes();
    String gate = "The dry run names every change and the memory it may take";
    notes.found(
        STAGE,
        gate,
        Finding.of(
            Verdict.pass("planned settings that the server knows", "3 of 3", "all of them"),
            Evidence.of(
                "dry run",
                new Planned(
                    List.of(
                        value(named.apply("shared_buffers"), "128MB", "1472MB", "restart"),
                        value(named.apply("work_mem"), "4MB", "5888kB", "reload"),
                        value(named.apply("jit"), "off", "off", "reload"))))));
    notes.ended(STAGE, gate, GateOutcome.PASS, SHORT, "");
    return notes;
  }

  private static Planned.Value value(String name, String before, String planned, String how) {
    return new Planned.Value(
        name,
        Optional.of(before),
        planned,
        !before.equals(planned),
        how,
        Optional.of("sorts and hashes stay in memory"));
  }

  private static void inForce(PageNotes notes) {
    String gate = "Nothing but the planned settings has changed";
    notes.found(
        STAGE,
        gate,
        Finding.of(
            Verdict.pass("other settings that changed", "none", "none"),
            Evidence.of(
                "differences",
                new Figures(
                    List.of(
                        new BeforeAfter("shared_buffers", Optional.of("128MB"), "1472MB"),
                        new BeforeAfter("work_mem", Optional.of("4MB"), "5888kB")),
                    Figures.Kind.SETTINGS)),
            Evidence.of("left alone", new LeftAlone("jit", "the planned value is in force"))));
    notes.ended(STAGE, gate, GateOutcome.PASS, SHORT, "");
    notes.decided(
        new Decided(
            "restart",
            "a. reviewer",
            "3f2a91c0",
            START,
            START.plus(Duration.ofHours(24)),
            Optional.of("OPS-17")));
  }

  private static Figures p95Figures() {
    return Figures.of(
        new BeforeAfter("p95 at K=8", Optional.of("0.815 ms"), "0.640 ms"),
        new BeforeAfter("p95 at K=16", Optional.of("0.912 ms"), "0.721 ms"),
        new BeforeAfter("p95 of all searches, in pairs: ratio", Optional.empty(), "0.790"));
  }

  private static Evidence latency() {
    Plot plot =
        new Plot(
            "Latency of vector searches at K=16",
            "share of searches, in %",
            "time, in ms",
            AxisScale.LOGARITHMIC,
            List.of(
                line("before", 0.41),
                line("after", 0.33),
                new Line(
                    "target: p95 at most 200 ms",
                    Role.LIMIT,
                    List.of(new Point(1, 200, ""), new Point(99, 200, "")))));
    return Evidence.of("latency at K=16", plot);
  }

  private static Line line(String name, double base) {
    return new Line(
        name,
        List.of(1, 10, 25, 50, 75, 90, 95, 99).stream()
            .map(share -> new Point(share, base * (1 + share * share / 8000.0), ""))
            .toList());
  }

  private static Evidence memory() {
    return Evidence.of(
        "memory",
        new Bars(
            "Memory at worst",
            "server",
            "GB",
            Layout.STACKED,
            AxisScale.LINEAR,
            List.of("before", "planned", "host"),
            List.of(
                new Series("shared_buffers", List.of(0.125, 1.44, 0.0)),
                new Series("sessions", List.of(0.39, 0.56, 0.0)),
                new Series("maintenance", List.of(0.25, 1.38, 0.0)),
                new Series("memory of the host", List.of(0.0, 0.0, 23.54)))));
  }

  private static GateRecordPage page(PageNotes notes) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("PostgreSQL", "15.14");
    facts.put("pgvector", "0.8.0");
    facts.put("System identifier", "7412345678901234567");
    facts.put("Host memory", "23.54GB");
    facts.put("Signature", "not signed");
    facts.put(About.DECISIONS, "None needed: throwaway server.");
    facts.put("Verdict", "told by the headline");
    facts.put("Server", "told by the run");
    facts.put("Plan", "told by the run");
    return notes.page(
        new About(
            "B-1070",
            START,
            Duration.ofSeconds(31),
            "mvn verify -Dgroups=stageA",
            "local cluster on 127.0.0.1:54321",
            facts),
        List.of(new Artifact(BEFORE, "ab".repeat(32), 81234)));
  }
}
