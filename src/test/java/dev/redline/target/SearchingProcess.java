package dev.redline.target;

import dev.redline.plan.Plan;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.selection.TargetSelection;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Looks for PostgreSQL in a process of its own: Java reads once where temporary files go. */
final class SearchingProcess {

  private SearchingProcess() {}

  /**
   * @param arguments home of throwaway servers; fixtures, with the installer
   */
  public static void main(String[] arguments) {
    Plan plan = Plan.load(Path.of("gates"));
    TargetSelection selection =
        new TargetSelection(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            new ContainerEngine(Map.of(), Path.of("/nonexistent")),
            "nobody",
            plan.target(),
            plan.health().serverAtLeast(),
            System.out::println);
    try {
      selection
          .open(TargetRequest.from(Map.of("target", "local")), Optional.empty(), files -> {})
          .close();
    } catch (TargetException e) {
      System.out.println(e.getMessage());
    }
  }
}
