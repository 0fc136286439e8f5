package dev.redline.record.page;

import dev.redline.record.EvidencePlace;
import dev.redline.record.GateOutcome;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.record.page.GateRecordPage.Became;
import dev.redline.record.page.GateRecordPage.GateLine;
import dev.redline.record.page.GateRecordPage.Measured;
import dev.redline.record.page.PageTable.Shown;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Table;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sections of a page, in the order in which a reviewer asks. */
final class PageTables {

  /** The anchor of the section that a headline leads to. */
  static final String WHY = "why";

  /** More of them would bury what comes below, such as the way back. */
  private static final int MANY = 10;

  private PageTables() {}

  static List<PageTable> of(GateRecordPage page) {
    return Stream.of(
            Stream.of(toDecide(page)),
            page.why().isEmpty() ? Stream.<PageTable>empty() : Stream.of(why(page)),
            Stream.of(
                changed(page),
                decided(page),
                bought(page),
                measured(page),
                checked(page),
                leftAlone(page),
                back(page),
                gates(page),
                about(page),
                evidence(page)))
        .flatMap(parts -> parts)
        .toList();
  }

  /** Only where a gate did not pass. */
  private static PageTable why(GateRecordPage page) {
    return new PageTable(
        WHY,
        "Evidence of what did not pass",
        "",
        Shown.OPEN,
        List.of("evidence", "where", "outcome", "gate", "phase"),
        page.why().stream()
            .map(
                why ->
                    List.of(
                        why.evidence().name(),
                        Words.place(why.evidence()),
                        sign(why.outcome()),
                        why.gate(),
                        why.phase()))
            .toList(),
        page.why().stream().map(GateRecordPage.Why::evidence).toList());
  }

  private static PageTable toDecide(GateRecordPage page) {
    return new PageTable(
        "decide",
        "What a person must decide or do",
        "Nothing waits for a person.",
        Shown.OPEN,
        List.of("about", "next", "phase"),
        page.toDecide().stream()
            .map(open -> List.of(open.what(), open.next(), open.phase()))
            .toList());
  }

  private static PageTable changed(GateRecordPage page) {
    return new PageTable(
        "changed",
        touched(page) ? "What changed" : "What would change",
        "No setting was to be changed.",
        Shown.OPEN,
        List.of("setting", "before", "planned", "in force now", "how", "because", "phase"),
        page.changed().stream()
            .map(
                set ->
                    List.of(
                        set.name(),
                        set.before(),
                        set.planned(),
                        set.inForce(),
                        set.how(),
                        set.because().orElse(""),
                        set.phase()))
            .toList());
  }

  /** Whether any planned value was ever in force. */
  private static boolean touched(GateRecordPage page) {
    return page.changed().isEmpty()
        || page.changed().stream()
            .anyMatch(
                set -> set.became() != Became.NOT_APPLIED && set.became() != Became.AS_BEFORE);
  }

  private static PageTable decided(GateRecordPage page) {
    return new PageTable(
        "decided",
        "Who decided",
        noDecision(page),
        Shown.OPEN,
        List.of("decision", "by", "given", "counts until", "ticket", "change"),
        page.decided().stream()
            .map(
                decision ->
                    List.of(
                        decision.what(),
                        decision.by(),
                        Words.time(decision.given()),
                        Words.time(decision.until()),
                        decision.ticket().orElse("none named"),
                        decision.change()))
            .toList());
  }

  /** A run that waits for a person does not say that none is needed. */
  private static String noDecision(GateRecordPage page) {
    String none = "No decision of a person counts for this run.";
    return page.gates().stream().anyMatch(gate -> gate.outcome() == GateOutcome.PAUSED)
        ? none
        : page.about().facts().getOrDefault(About.DECISIONS, none);
  }

  private static PageTable bought(GateRecordPage page) {
    return new PageTable(
        "bought",
        "What it bought",
        "Nothing was measured before and after a change.",
        Shown.OPEN,
        List.of("figure", "before", "after", "change", "phase"),
        page.bought().stream()
            .map(
                figure ->
                    List.of(
                        figure.name(),
                        figure.before().orElse("–"),
                        figure.after(),
                        Words.change(figure.before(), figure.after()),
                        figure.phase()))
            .toList());
  }

  /** Figures and what did not pass, that first: what a reviewer weighs. */
  private static PageTable measured(GateRecordPage page) {
    return verdicts(
        "measured",
        "What was measured, against what is required",
        Shown.OPEN,
        once(page)
            .filter(PageTables::weighed)
            .sorted(Comparator.comparing(one -> one.verdict().passed())));
  }

  /** Without what a gate repeats of those before it, as one does that sums up a phase. */
  private static Stream<Measured> once(GateRecordPage page) {
    Map<List<Object>, Measured> first = new LinkedHashMap<>();
    page.measured().forEach(one -> first.putIfAbsent(List.of(one.phase(), one.verdict()), one));
    return first.values().stream();
  }

  private static PageTable checked(GateRecordPage page) {
    return verdicts(
        "checked",
        "What else was checked, and holds",
        Shown.FOLDED,
        once(page).filter(one -> !weighed(one)));
  }

  private static boolean weighed(Measured one) {
    return one.verdict().margin().isPresent() || !one.verdict().passed();
  }

  private static PageTable verdicts(
      String anchor, String title, Shown shown, Stream<Measured> verdicts) {
    return new PageTable(
        anchor,
        title,
        "Nothing.",
        shown,
        List.of("subject", "verdict", "observed", "required", "margin", "because", "gate", "phase"),
        verdicts.map(one -> row(one.verdict(), one.gate(), one.phase())).toList());
  }

  private static List<String> row(Verdict verdict, String gate, String phase) {
    return List.of(
        verdict.subject(),
        GateOutcome.of(verdict.status()).sign() + " " + verdict.status(),
        verdict.observed(),
        verdict.required(),
        Words.margin(verdict.margin()),
        verdict.because().orElse(""),
        gate,
        phase);
  }

  private static PageTable leftAlone(GateRecordPage page) {
    return new PageTable(
        "left-alone",
        "What was left alone or not run",
        "Every planned gate ran, and none left anything alone.",
        page.leftAlone().size() > MANY ? Shown.FOLDED : Shown.OPEN,
        List.of("what", "why", "phase"),
        page.leftAlone().stream()
            .map(left -> List.of(left.what(), left.why(), left.phase()))
            .toList());
  }

  private static PageTable back(GateRecordPage page) {
    return new PageTable(
        "back",
        "How to go back",
        "Nothing was changed, so there is nothing to go back from.",
        Shown.OPEN,
        List.of("phase", "how to go back", "tried"),
        page.back().stream().map(way -> List.of(way.phase(), way.how(), way.tried())).toList());
  }

  private static PageTable gates(GateRecordPage page) {
    return new PageTable(
        "gates",
        "Gates, in the order in which they ran",
        "No gate was planned.",
        Shown.FOLDED,
        List.of("gate", "outcome", "time", "note", "phase"),
        page.gates().stream().map(PageTables::row).toList());
  }

  private static List<String> row(GateLine gate) {
    return List.of(
        gate.sentence(),
        sign(gate.outcome()),
        Words.seconds(gate.took()),
        gate.note(),
        gate.phase());
  }

  private static String sign(GateOutcome outcome) {
    return outcome.sign() + " " + outcome.word();
  }

  private static PageTable about(GateRecordPage page) {
    About about = page.about();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Server", about.server()));
    rows.add(List.of("Plan", about.plan()));
    rows.add(List.of("Command", about.command()));
    rows.add(List.of("Started", Words.time(about.started())));
    rows.add(List.of("Took", Words.seconds(about.took())));
    about.facts().entrySet().stream()
        .filter(fact -> !fact.getKey().equals(About.DECISIONS))
        .forEach(fact -> rows.add(List.of(fact.getKey(), fact.getValue())));
    return new PageTable("run", "The run", "", Shown.OPEN, List.of("fact", "value"), rows);
  }

  private static PageTable evidence(GateRecordPage page) {
    return new PageTable(
        "evidence",
        "Evidence",
        "No file was written.",
        Shown.FOLDED,
        List.of("file under metrics/", "bytes", "SHA-256"),
        page.evidence().stream()
            .map(file -> List.of(file.path(), Long.toString(file.size()), file.sha256()))
            .toList(),
        page.evidence().stream()
            .map(file -> new EvidencePlace(file.path(), EvidencePlace.Kind.FILE, file.path()))
            .toList());
  }

  /** The figures of a picture. */
  static PageTable of(Picture picture) {
    Table figures = picture.table();
    return new PageTable("", picture.title(), "", Shown.OPEN, figures.columns(), figures.rows());
  }
}
