package dev.redline.record;

import dev.redline.quoting.SeenText;
import dev.redline.record.picture.SvgPicture;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import io.qameta.allure.Allure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Puts what a gate found where people review it: into the report and under metrics/; without the
 * secrets of the server's settings.
 */
public final class GateRecord {

  private static final String SVG = "image/svg+xml";

  private final EvidenceStore store;
  private final Consumer<Finding> findings;
  private final UnaryOperator<Finding> more;

  /** Keeps evidence that names a file in {@code store}. */
  public GateRecord(EvidenceStore store) {
    this(store, finding -> {});
  }

  /** Also tells {@code findings} each of them, as it is shown. */
  public GateRecord(EvidenceStore store, Consumer<Finding> findings) {
    this(store, findings, UnaryOperator.identity());
  }

  /**
   * Also has evidence added that no gate has.
   *
   * @param more the finding with it
   */
  public GateRecord(EvidenceStore store, Consumer<Finding> findings, UnaryOperator<Finding> more) {
    this.store = store;
    this.findings = findings;
    this.more = more;
  }

  /**
   * Records the finding and lets the gate go on only if every verdict is a pass.
   *
   * @throws GateFailure if one failed
   * @throws GateInconclusive if none failed and one is inconclusive
   * @throws GatePaused if one waits for a person and nothing else stands in the way
   */
  public void require(Finding finding) {
    note(finding);
    if (!finding.passed()) {
      throw stopped(Masking.verdicts(finding.obstacles()));
    }
  }

  /** Records a verdict that waits for a person, for who throws it where no gate can. */
  public GatePaused pause(Verdict paused) {
    note(Finding.of(paused));
    return GatePaused.of(Masking.verdicts(List.of(paused)));
  }

  /** Records that nothing can be said, for who throws it where no gate can. */
  public GateInconclusive inconclusive(Verdict inconclusive) {
    note(Finding.of(inconclusive));
    return GateInconclusive.of(Masking.verdicts(List.of(inconclusive)));
  }

  private static RuntimeException stopped(List<Verdict> obstacles) {
    if (holds(obstacles, Status.FAIL)) {
      throw GateFailure.of(obstacles);
    }
    return holds(obstacles, Status.INCONCLUSIVE)
        ? GateInconclusive.of(obstacles)
        : GatePaused.of(obstacles);
  }

  private static boolean holds(List<Verdict> verdicts, Status status) {
    return verdicts.stream().anyMatch(verdict -> verdict.status() == status);
  }

  /** Records the finding; judges nothing. */
  public void note(Finding finding) {
    Finding whole = more.apply(finding);
    Finding shown = Masking.finding(whole);
    shown.verdicts().forEach(GateRecord::step);
    findings.accept(shown);
    whole.evidence().forEach(this::attach);
  }

  /** A picture has its figures beside it, in the report as on the page. */
  private void attach(Evidence evidence) {
    attachContent(evidence);
    if (evidence.content() instanceof Picture picture) {
      Allure.addAttachment(
          evidence.name() + ", figures",
          "text/csv",
          Masking.text(FigureTable.csv(picture.table())),
          ".csv");
    }
  }

  private void attachContent(Evidence evidence) {
    if (evidence.file().isPresent()) {
      Path written = store.write(evidence.file().get(), evidence.content());
      attachFile(evidence.name(), written);
    } else if (evidence.content() instanceof Picture picture) {
      Allure.addAttachment(evidence.name(), SVG, SvgPicture.of(picture), ".svg");
    } else if (evidence.content() instanceof String text) {
      Allure.addAttachment(evidence.name(), "text/plain", Masking.text(text), ".txt");
    } else {
      Allure.addAttachment(
          evidence.name(), "application/json", store.json(evidence.content()), ".json");
    }
  }

  private static void attachFile(String name, Path file) {
    boolean picture = file.toString().endsWith(".svg");
    try (InputStream content = Files.newInputStream(file)) {
      Allure.addAttachment(
          name, picture ? SVG : "application/json", content, picture ? ".svg" : ".json");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not attach " + file, e);
    }
  }

  private static void step(Verdict verdict) {
    Allure.step(SeenText.of(verdict.toString()), GateOutcome.of(verdict.status()).allure());
  }
}
