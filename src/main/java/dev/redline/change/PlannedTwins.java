package dev.redline.change;

import dev.redline.plan.stage.PlannedSetting;
import dev.redline.plan.value.Amount;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.target.twin.TwinSource;
import dev.redline.target.twin.Twins;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two copies of the server, one as it is and one with planned values. */
public record PlannedTwins(PhaseContext context, List<PlannedSetting> settings) {

  private static final String SHARED_BUFFERS = "shared_buffers";

  public PlannedTwins {
    settings = List.copyOf(settings);
  }

  /** Why they are not to be made, to be put after a word; empty if they can be. */
  public Optional<String> reasonAgainst() throws SQLException {
    return TwinOffer.reasonAgainst(context, sharedBuffers());
  }

  /**
   * Copies the server; neither copy is started.
   *
   * @param purpose stands beside the values in the copy's configuration
   */
  public Twins make(String purpose) throws SQLException {
    Map<String, String> values = new LinkedHashMap<>();
    settings.forEach(setting -> values.put(setting.name(), setting.value()));
    TwinSource source = TwinSource.read(context.connector());
    return TwinOffer.copies(context, source, purpose, values);
  }

  /** Of the copy that has more of them, in bytes. */
  private long sharedBuffers() throws SQLException {
    long planned =
        settings.stream()
            .filter(setting -> setting.name().equals(SHARED_BUFFERS))
            .mapToLong(setting -> Amount.of(setting.value(), "8kB").value().longValue())
            .findFirst()
            .orElse(0);
    try (Connection connection = context.connector().open(ApplicationName.CONTROL)) {
      SettingsSnapshot now = SettingsSnapshot.take(connection, context.clock());
      return Math.max(planned, now.setting(SHARED_BUFFERS).bytes());
    }
  }
}
