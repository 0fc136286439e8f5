package dev.redline.target;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ConnectionAttempts;
import java.nio.file.Path;
import java.util.function.Consumer;

final class ContainerTarget {
  private ContainerTarget() {}

  static Target open(
      Path home,
      TargetRequest request,
      TargetOptions options,
      ConnectionAttempts attempts,
      Consumer<String> say) {
    throw new TargetException("container target is not in this build");
  }
}
