package dev.redline.record;

import dev.redline.quoting.SeenText;
import dev.redline.record.picture.SvgPicture;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Puts what a gate found where people review it: into the report and under metrics/; without the
 * secrets of the server's settings.
 */
public final class GateRecord {

  private static final String SVG = "image/svg+xml";
  private static final String JSON = "application/json";

  /** Hears of what is recorded. */
  @FunctionalInterface
  public interface Listener {

    /** A finding, as it is shown. */
    void found(Finding shown);

    /** Evidence of the finding that was told last lies somewhere. */
    default void placed(EvidencePlace place) {}
  }

  private final EvidenceStore store;
  private final Listener listener;
  private final UnaryOperator<Finding> more;

  /** Keeps evidence that names a file in {@code store}. */
  public GateRecord(EvidenceStore store) {
    this(store, finding -> {});
  }

  /** Also tells {@code listener} of each finding. */
  public GateRecord(EvidenceStore store, Listener listener) {
    this(store, listener, UnaryOperator.identity());
  }

  /**
   * Also has evidence added that no gate has.
   *
   * @param more the finding with it
   */
  public GateRecord(EvidenceStore store, Listener listener, UnaryOperator<Finding> more) {
    this.store = store;
    this.listener = listener;
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
    listener.found(shown);
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
    String name = evidence.name();
    if (evidence.file().isPresent()) {
      String file = evidence.file().get();
      attachFile(name, store.write(file, evidence.content()));
      listener.placed(new EvidencePlace(name, EvidencePlace.Kind.FILE, file));
    } else if (evidence.content() instanceof Picture picture) {
      Allure.addAttachment(name, SVG, SvgPicture.of(picture), ".svg");
    } else if (evidence.content() instanceof String text) {
      attachText(name, "text/plain", Masking.text(text), ".txt");
    } else {
      attachText(name, JSON, store.json(evidence.content()), ".json");
    }
  }

  private void attachText(String name, String type, String text, String extension) {
    AllureLifecycle lifecycle = Allure.getLifecycle();
    String file = lifecycle.prepareAttachment(name, type, extension);
    lifecycle.writeAttachment(
        file, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    listener.placed(new EvidencePlace(name, EvidencePlace.Kind.ATTACHMENT, file));
  }

  private static void attachFile(String name, Path file) {
    boolean picture = file.toString().endsWith(".svg");
    try (InputStream content = Files.newInputStream(file)) {
      Allure.addAttachment(name, picture ? SVG : JSON, content, picture ? ".svg" : ".json");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not attach " + file, e);
    }
  }

  private static void step(Verdict verdict) {
    Allure.step(SeenText.of(verdict.toString()), GateOutcome.of(verdict.status()).allure());
  }
}
