package dev.redline.junit;

import dev.redline.dsn.DsnAudit;
import dev.redline.dsn.DsnException;
import dev.redline.dsn.DsnResolver;
import dev.redline.dsn.Mismatch;
import dev.redline.dsn.Resolution;
import dev.redline.postgres.Endpoint;
import dev.redline.target.TargetException;
import dev.redline.target.TargetRequest;
import java.nio.file.Path;
import java.util.Optional;

/** What the environment says about the server of a run. Every answer is put on record. */
public final class NamedServer {

  private NamedServer() {}

  /**
   * Why there is no server to run gates on; empty if there may be one, or if opening it is to say
   * what is wrong.
   */
  static Optional<String> reasonForNone(RunConditions conditions) {
    try {
      return recorded(conditions) instanceof Resolution.Mock mock
          ? Optional.of(
              "%s is mock://test, which means: no server. A gate that did not run proves nothing"
                  .formatted(mock.variable()))
          : Optional.empty();
    } catch (TargetException | DsnException e) {
      return Optional.empty();
    }
  }

  /**
   * The server that a variable names; empty if it is to come from elsewhere.
   *
   * @throws DsnException if the variables cannot be used
   */
  static Optional<Endpoint> endpoint(RunConditions conditions) {
    if (recorded(conditions) instanceof Resolution.Server server) {
      server.warnings().forEach(warning -> System.out.println("Warning: " + warning));
      return Optional.of(new Endpoint(server.dsn().jdbcUrl(), server.dsn().properties()));
    }
    return Optional.empty();
  }

  /** What the variables say together, as {@code -Ddsn} and {@code -Dtarget} have them read. */
  public static Resolution resolution(RunConditions conditions) {
    boolean elsewhere =
        TargetRequest.from(conditions.properties())
            .kind()
            .filter(kind -> kind != TargetRequest.Kind.DSN)
            .isPresent();
    Mismatch mismatch = Mismatch.parse(conditions.properties().get("dsn"));
    return elsewhere
        ? new Resolution.None()
        : new DsnResolver(conditions.environment(), mismatch).resolve();
  }

  /** Where it is put on record. */
  public static Path auditFile(RunConditions conditions) {
    return conditions.metrics().resolve("dsn_audit.json");
  }

  private static Resolution recorded(RunConditions conditions) {
    DsnAudit audit = new DsnAudit(auditFile(conditions), conditions.clock());
    try {
      Resolution resolution = resolution(conditions);
      audit.record(resolution);
      return resolution;
    } catch (DsnException e) {
      audit.record(e);
      throw e;
    }
  }
}
