package dev.redline.record.page;

import dev.redline.record.EvidencePlace;
import dev.redline.record.EvidencePlace.Kind;
import dev.redline.record.GateOutcome;
import dev.redline.record.journal.Artifact;
import dev.redline.record.page.GateRecordPage.About;
import dev.redline.record.page.GateRecordPage.Decided;
import dev.redline.record.page.GateRecordPage.GateLine;
import dev.redline.record.page.GateRecordPage.Measured;
import dev.redline.record.page.GateRecordPage.ToDecide;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.LeftAlone;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Planned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a run tells while it goes on, until the page is made of it. */
public final class PageNotes {

  /** Next to a verdict that sums up others, each of which says what a person does. */
  public static final String TOLD_BY_GATES = "see the verdicts of these gates";

  private final Map<String, PhaseNotes> phases = new LinkedHashMap<>();
  private final List<Measured> measured = new ArrayList<>();
  private final List<GateRecordPage.LeftAlone> leftAlone = new ArrayList<>();
  private final List<ToDecide> toDecide = new ArrayList<>();
  private final List<Decided> decided = new ArrayList<>();
  private final List<GateLine> ran = new ArrayList<>();
  private final List<GateLine> notRun = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private final EvidencePlaces places = new EvidencePlaces();

  /**
   * A gate has found something.
   *
   * @param finding without secrets
   */
  public void found(String phase, String gate, Finding finding) {
    finding
        .verdicts()
        .forEach(
            verdict -> {
              measured.add(new Measured(phase, gate, verdict));
              if (!verdict.passed() && !verdict.next().equals(TOLD_BY_GATES)) {
                toDecide.add(new ToDecide(phase, verdict.subject(), verdict.next()));
              }
            });
    for (Evidence evidence : finding.evidence()) {
      keep(phase, evidence.content());
      if (evidence.content() instanceof Picture picture) {
        pictures.add(picture);
        String anchor = HtmlPage.PICTURE + pictures.size();
        placed(phase, gate, new EvidencePlace(evidence.name(), Kind.PICTURE, anchor));
      }
    }
  }

  /** Evidence of a gate lies somewhere. */
  public void placed(String phase, String gate, EvidencePlace place) {
    places.add(phase, gate, place);
  }

  private void keep(String phase, Object content) {
    if (content instanceof Planned planned) {
      phase(phase).planned(planned);
    } else if (content instanceof Figures figures) {
      phase(phase).figures(figures);
    } else if (content instanceof LeftAlone left) {
      leftAlone.add(new GateRecordPage.LeftAlone(phase, left.what(), left.why()));
    }
  }

  /**
   * A gate has ended.
   *
   * @param note why it did not pass; empty for one that did
   */
  public void ended(String phase, String gate, GateOutcome outcome, Duration took, String note) {
    ran.add(new GateLine(phase, gate, outcome, took, note));
  }

  /** A gate that was planned does not run. */
  public void notRun(String phase, String gate, String reason) {
    notRun.add(new GateLine(phase, gate, GateOutcome.NOT_RUN, Duration.ZERO, reason));
    leftAlone.add(new GateRecordPage.LeftAlone(phase, gate, reason));
  }

  /**
   * What was written down for a person after a phase was stopped.
   *
   * @param next where it is, or why it is nowhere
   * @param place empty if it is nowhere
   */
  public void hotFix(String phase, String next, Optional<EvidencePlace> place) {
    toDecide.add(new ToDecide(phase, "hot-fix", next));
    place.ifPresent(there -> places.hotFix(phase, there));
  }

  /** A person's decision counts for a change of this run. */
  public void decided(Decided decision) {
    decided.add(decision);
  }

  /**
   * How a phase is taken back.
   *
   * @param tried whether this run did so, and what came of it
   */
  public void wayBack(String phase, String how, String tried) {
    phase(phase).wayBack(how, tried);
  }

  /** The phase was taken back, and is proven to be or not. */
  public void takenBack(String phase, boolean proven) {
    phase(phase).takenBack(proven);
  }

  private PhaseNotes phase(String tag) {
    return phases.computeIfAbsent(tag, PhaseNotes::new);
  }

  /** The phases of all gates that were planned, in the order of the first of each. */
  public List<String> tags() {
    return Stream.concat(ran.stream(), notRun.stream()).map(GateLine::phase).distinct().toList();
  }

  /** The page so far. */
  public GateRecordPage page(About about, List<Artifact> evidence) {
    List<GateLine> gates = Stream.concat(ran.stream(), notRun.stream()).toList();
    List<GateRecordPage.ChangedSetting> changed = all(PhaseNotes::changed);
    List<GateRecordPage.WayBack> back = all(PhaseNotes::back);
    return new GateRecordPage(
        GateRecordPage.SCHEMA,
        Headlines.of(gates, measured, changed, back),
        about,
        changed,
        decided,
        all(PhaseNotes::bought),
        measured,
        leftAlone,
        back,
        toDecide.stream().distinct().toList(),
        places.of(ran),
        gates,
        pictures,
        evidence);
  }

  private <T> List<T> all(Function<PhaseNotes, List<T>> part) {
    return phases.values().stream().flatMap(notes -> part.apply(notes).stream()).toList();
  }
}
