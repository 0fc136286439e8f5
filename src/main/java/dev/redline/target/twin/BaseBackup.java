package dev.redline.target.twin;

import dev.redline.dsn.Secret;
import dev.redline.postgres.Endpoint;
import dev.redline.quoting.ToolWords;
import dev.redline.target.HostCommand;
import dev.redline.target.KeptOutput;
import dev.redline.target.PassFile;
import dev.redline.target.ServerAccount;
import dev.redline.target.TargetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Copies a running server with {@code pg_basebackup}; the server goes on meanwhile.
 *
 * @param rate kilobytes a second at most, 0: as fast as it goes
 * @param patience for all of it
 */
public record BaseBackup(int rate, Duration patience) {

  private static final int BYTES_A_SECOND = 50 << 20;

  /** As fast as it goes: for a server that nobody else uses. */
  public static BaseBackup unthrottled() {
    return new BaseBackup(0, Duration.ofMinutes(5));
  }

  /**
   * At 50 MB a second: beside the applications of somebody's server.
   *
   * @param bytes of the server, for the patience
   */
  public static BaseBackup besideApplications(long bytes) {
    Duration longest = Duration.ofMinutes(5).plusSeconds(bytes / BYTES_A_SECOND * 2);
    return new BaseBackup(BYTES_A_SECOND / 1024, longest);
  }

  /** Puts the copy into {@code folder}, which is there, is empty, and belongs to the account. */
  void into(Path folder, TwinSource source, ServerAccount account) {
    Endpoint endpoint = source.connector().endpoint();
    if (!endpoint.namesOneHost()) {
      throw new TargetException("A twin needs a server with one host and port, not " + endpoint);
    }
    String password = endpoint.properties().getProperty("password", "");
    try (PassFile passFile =
        PassFile.write(folder.resolveSibling("pgpass"), new Secret(password))) {
      account.take(passFile.file());
      HostCommand.Result done =
          account
              .command()
              .with(passFile.environment())
              .run(patience, "", line(folder, source, endpoint));
      if (!done.succeeded()) {
        throw new TargetException(
            "pg_basebackup failed; %s. %s"
                .formatted(KeptOutput.of(done.output()), ToolWords.shown(done.output()))
                .strip());
      }
    }
  }

  private List<String> line(Path folder, TwinSource source, Endpoint endpoint) {
    return List.of(
        source.programs().resolve("pg_basebackup").toString(),
        "--pgdata=" + folder,
        "--host=" + endpoint.host(),
        "--port=" + endpoint.port(),
        "--username=" + endpoint.user(),
        "--no-password",
        "--wal-method=stream",
        "--checkpoint=fast",
        "--max-rate=" + (rate == 0 ? "1024M" : rate + "k"),
        "--no-sync");
  }
}
