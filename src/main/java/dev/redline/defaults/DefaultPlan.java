package dev.redline.defaults;

import dev.redline.files.HiddenFolder;
import dev.redline.plan.yaml.PlanException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a run reads in a folder of somebody's: gates/ as they are where they are a whole plan;
 * otherwise the defaults, with gates/ over them.
 */
public final class DefaultPlan {

  private static final String GATES = "gates";
  private static final String FIXTURES = "fixtures";

  private final Path project;
  private final Path home;

  /**
   * @param project the folder that may hold gates/ and fixtures/
   * @param home where what is made from the defaults lies; neither git nor a scan looks into it
   */
  public DefaultPlan(Path project, Path home) {
    this.project = project;
    this.home = home;
  }

  /** Writes gates/ with all files and their comments into the project, to be edited. */
  public void init() {
    Defaults.copy(GATES, project.resolve(GATES));
  }

  /**
   * The folder of a whole plan. Writes it under {@code home} where the project states only what
   * differs; the fixtures too, if the project has none.
   *
   * @throws IllegalArgumentException if a file cannot be put over the default, with the file and,
   *     where it has one, the line
   */
  public Path prepared() {
    if (ownFixtures().isEmpty()) {
      new HiddenFolder(home).makeOwn();
      Defaults.copy(FIXTURES, home.resolve(FIXTURES));
    }
    Path own = project.resolve(GATES);
    if (isWhole(own)) {
      return own;
    }
    new HiddenFolder(home).makeOwn();
    Path plan = home.resolve(GATES);
    Defaults.copy(GATES, plan);
    try {
      Set<Path> cut = hasEveryFile(own) ? cutFiles(own) : Set.of();
      Overlay.put(own, plan, file -> !cut.isEmpty() && !cut.contains(file));
    } catch (PlanException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    return plan;
  }

  /** The folder of the plan that the last run had; writes nothing. */
  public Path inForce() {
    Path own = project.resolve(GATES);
    return isWhole(own) ? own : home.resolve(GATES);
  }

  /** Schema, corpus and set-up: the project's own, or those that came along. */
  public Path fixtures() {
    return ownFixtures().orElse(home.resolve(FIXTURES));
  }

  /** Many a project has a folder of that name for something else. */
  private Optional<Path> ownFixtures() {
    return Optional.of(project.resolve(FIXTURES))
        .filter(own -> Files.isRegularFile(own.resolve("schema/demo.sql")));
  }

  /** As init has written it, or a clone has it, and nothing was struck out of a file since. */
  private static boolean isWhole(Path gates) {
    return hasEveryFile(gates) && cutFiles(gates).isEmpty();
  }

  /** Those of which something was left out: it is as in the default. */
  private static Set<Path> cutFiles(Path gates) {
    Set<Path> cut = new HashSet<>();
    Defaults.each(
        GATES,
        (usual, name) -> {
          Path file = gates.resolve(name);
          if (Files.exists(file) && !Overlay.isWhole(file, usual)) {
            cut.add(file);
          }
        });
    return cut;
  }

  private static boolean hasEveryFile(Path gates) {
    return Files.isDirectory(gates)
        && Defaults.names(GATES).stream()
            .filter(name -> name.endsWith(".yaml"))
            .allMatch(name -> Files.exists(gates.resolve(name)));
  }
}
