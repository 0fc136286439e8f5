package dev.redline.target;

import dev.redline.plan.TargetOptions;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a server can come from besides the three ways that are built in: {@code -Dtarget=} takes
 * its name. Found by {@link ServiceLoader}: a new one is a class and its name in {@code
 * META-INF/services/dev.redline.target.TargetProvider}.
 */
public interface TargetProvider {

  /** As {@code -Dtarget} takes it; neither dsn, container nor local. */
  String name();

  /**
   * A server that is up and reachable.
   *
   * @param beforeStart to be done before a server that does not run is started: it finishes what a
   *     killed run has left
   * @param say told each decision, for a person
   * @throws TargetException if it cannot be had
   */
  Target open(TargetOptions options, BeforeStart beforeStart, Consumer<String> say);

  /** The one of that name; empty if none is on the class path. */
  static Optional<TargetProvider> named(String name) {
    return ServiceLoader.load(TargetProvider.class).stream()
        .map(Supplier::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst();
  }
}
