package dev.redline.workload;

import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * Something else that a server is measured with: {@code -Dworkload=} takes its name. Found by
 * {@link ServiceLoader}: a new one is a class and its name in {@code
 * META-INF/services/dev.redline.workload.WorkloadProvider}.
 */
public interface WorkloadProvider {

  /** As {@code -Dworkload} takes it. */
  String name();

  /**
   * The workload for a server that can be reached.
   *
   * @param otherwise what the server would be measured with, to build upon: gates/workload.yaml, or
   *     the demo of a throwaway server; empty if there is neither
   */
  Workload open(Plan plan, Connector connector, Optional<Workload> otherwise);

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if none is on the class path, with the names of those that are
   */
  static WorkloadProvider named(String name) {
    List<WorkloadProvider> all =
        ServiceLoader.load(WorkloadProvider.class).stream().map(Supplier::get).toList();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Dworkload=%s: no workload of that name is on the class path; there is %s."
                            .formatted(
                                name,
                                all.isEmpty()
                                    ? "none"
                                    : String.join(
                                        ", ", all.stream().map(WorkloadProvider::name).toList()))
                        + " Without -Dworkload the server is measured with gates/workload.yaml"
                        + " or the demo."));
  }
}
