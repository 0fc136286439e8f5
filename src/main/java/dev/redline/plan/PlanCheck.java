package dev.redline.plan;

import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.plan.yaml.GatesFiles;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads gates/ and says all that is wrong with it, before the JVM of the gates starts and before
 * anything is connected to.
 */
public final class PlanCheck {

  private PlanCheck() {}

  /**
   * Prints nothing where gates/ is sound.
   *
   * @param arguments the folder
   * @throws PlanException that names everything that is wrong, without where in this code
   */
  public static void main(String[] arguments) {
    try {
      check(Path.of(arguments[0]));
    } catch (PlanException e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }

  static void check(Path gatesDirectory) {
    GatesFiles.read(
        gatesDirectory,
        files -> {
          Plan plan = Plan.read(files, gatesDirectory);
          return List.of(
              plan,
              QualityConfig.read(files),
              BenefitConfig.read(files),
              IndexChanges.read(files),
              ProposeConfig.read(files),
              WatchConfig.read(files),
              workload(gatesDirectory.resolve(WorkloadPlan.FILE), plan));
        });
  }

  /** Empty where nobody has written one: then the demo is measured. */
  private static Optional<WorkloadPlan> workload(Path file, Plan plan) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(WorkloadPlan.read(file, plan.latency()))
        : Optional.empty();
  }
}
