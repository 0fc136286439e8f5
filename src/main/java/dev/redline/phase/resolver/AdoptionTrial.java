package dev.redline.phase.resolver;

import dev.redline.change.PhaseContext;
import dev.redline.plan.AdoptionConfig;
import dev.redline.plan.ScanConfig;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Moves a copy of a sample application to the resolver and back, once by the line that a person
 * runs and once by the harness. Nothing but the copy is touched.
 */
public final class AdoptionTrial {

  private static final ScanConfig NOTHING_PASSES = new ScanConfig(List.of(), List.of(), List.of());
  private static final long PATIENCE_SECONDS = 60;

  private final Path sample;
  private final Consumer<String> say;

  /** Of the sample that is shipped. Copies nothing yet. */
  public AdoptionTrial(PhaseContext context) {
    this(context.fixtures().resolve("resolver"), context.say());
  }

  /**
   * Copies nothing yet.
   *
   * @param sample the folder with {@code app/}, {@code adoption.yaml} and {@code resolvers/}
   */
  AdoptionTrial(Path sample, Consumer<String> say) {
    this.sample = sample;
    this.say = say;
  }

  /** Adopted, no read bypasses the resolver; taken back either way, every file is as before. */
  public Finding thereAndBack() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("redline-adoption-");
    try {
      Path app = copyOfSample(folder.resolve("app"));
      ResolverAdoption adoption =
          new ResolverAdoption(
              app,
              folder.resolve("keep"),
              AdoptionConfig.load(sample.resolve("adoption.yaml")),
              NOTHING_PASSES);
      return byHand(adoption).and(byHarness(adoption));
    } finally {
      delete(folder);
    }
  }

  private Finding byHand(ResolverAdoption adoption) throws IOException, InterruptedException {
    String line = adoption.apply();
    say.accept("To take the adoption back by hand (here that of a sample): " + line);
    Finding adopted = adoption.inForce();
    Verdict ran = run(line);
    return adopted.and(Finding.of(ran, Evidence.of("line", line))).and(adoption.gone());
  }

  private static Finding byHarness(ResolverAdoption adoption) {
    adoption.apply();
    Finding adopted = adoption.inForce();
    adoption.revert();
    return adopted.and(adoption.gone());
  }

  private static Verdict run(String line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).inheritIO();
    builder.environment().keySet().retainAll(Set.of("PATH"));
    Process shell = builder.start();
    boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String observed = ended ? Integer.toString(shell.exitValue()) : "still running";
    shell.destroyForcibly();
    String subject = "exit status of the line that takes the adoption back";
    return observed.equals("0")
        ? Verdict.pass(subject, observed, "0")
        : Verdict.fail(subject, observed, "0", "run the line by hand and read what it says");
  }

  private Path copyOfSample(Path target) throws IOException {
    Path source = sample.resolve("app");
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(source.relativize(file).toString()));
      }
    }
    return target;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
