package dev.redline.demo;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * Fills a throwaway server.
 *
 * @param fixtures the folder with {@code schema/} and {@code corpus/}
 * @param say told what is done, for a person
 */
public record DemoDatabase(Path fixtures, TargetOptions.Demo options, Consumer<String> say) {

  /** Creates what is missing and fills what is not current; does nothing the second time. */
  public void prepare(Connector connector) {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      statement.execute("SET client_min_messages = warning");
      statement.execute(Files.readString(fixtures.resolve("schema/demo.sql")));
      if (new ProbeVectors(options).fill(connection)) {
        say.accept("Demo: probe_vectors filled with %d vectors".formatted(options.probeVectors()));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Could not fill the demo database: %s. Start over with -Dfresh."
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the demo's schema in " + fixtures, e);
    }
  }
}
