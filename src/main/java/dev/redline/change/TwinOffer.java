package dev.redline.change;

import dev.redline.plan.TargetOptions.Rehearsing;
import dev.redline.target.HostMemory;
import dev.redline.target.TargetException;
import dev.redline.target.twin.BaseBackup;
import dev.redline.target.twin.TwinSource;
import dev.redline.target.twin.Twins;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a change can be tried on copies of the server first, and how these are made. */
public final class TwinOffer {

  private TwinOffer() {}

  /**
   * Why there is to be no twin, to be put after a word; empty if there is to be one. Throwaway
   * servers have one unless the plan says otherwise, others if it says so.
   *
   * @param sharedBuffers bytes, of the twin that has more of them
   */
  public static Optional<String> reasonAgainst(PhaseContext context, long sharedBuffers)
      throws SQLException {
    Rehearsing mode =
        context
            .plan()
            .target()
            .rehearse()
            .orElse(context.target().throwaway() ? Rehearsing.TWIN : Rehearsing.NONE);
    if (mode == Rehearsing.NONE) {
      return Optional.of(" (rehearse: none)");
    }
    try {
      TwinSource source = TwinSource.read(context.connector());
      source.needsPrograms();
      List<String> obstacles =
          source.obstacles(source.data(), sharedBuffers, HostMemory.available());
      return obstacles.isEmpty() ? Optional.empty() : Optional.of(": " + obstacles);
    } catch (TargetException e) {
      return Optional.of(": " + e.getMessage());
    }
  }

  /**
   * Copies the server: as fast as can be where it is ours, slowly where it serves applications.
   * Neither copy is started.
   *
   * @param purpose stands beside the values in the configuration of the changed one
   */
  public static Twins copies(
      PhaseContext context, TwinSource source, String purpose, Map<String, String> values) {
    long megabytes = source.bytes() >> 20;
    context.say().accept("Copying %d MB of the server…".formatted(megabytes));
    Twins twins = Twins.of(source, copying(context, source), purpose, values);
    context.say().accept("Copied %d MB of the server.".formatted(megabytes));
    return twins;
  }

  private static BaseBackup copying(PhaseContext context, TwinSource source) {
    return context.target().throwaway()
        ? BaseBackup.unthrottled()
        : BaseBackup.besideApplications(source.bytes());
  }
}
