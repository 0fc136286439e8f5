package dev.redline.plan.workload;

import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import dev.redline.plan.yaml.YamlFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server is measured with: workload.yaml.
 *
 * @param searches in the order of the file, at least one
 */
public record WorkloadPlan(
    List<PlannedSearch> searches,
    Optional<StatementConfig> statements,
    AnswersPlan answers,
    LoadLimits load) {

  /** Its name among the files of gates/. */
  public static final String FILE = "workload.yaml";

  /**
   * Reads and checks a file.
   *
   * @param latency gives what a search leaves out
   * @throws PlanException at the first thing that is wrong
   */
  public static WorkloadPlan read(Path file, LatencyTargets latency) {
    Section section = YamlFile.read(file).section("searches", "statements", "answers", "load");
    List<PlannedSearch> searches = new SearchesFile(latency).read(section.required("searches"));
    if (searches.isEmpty()) {
      throw section.required("searches").wrongType("at least one search");
    }
    return new WorkloadPlan(
        searches,
        section.optional("statements").map(StatementConfig::read),
        new AnswersFile(searches).read(section.required("answers")),
        LoadLimits.read(section.required("load")));
  }

  /** The search of that name. */
  public PlannedSearch search(String name) {
    return searches.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
