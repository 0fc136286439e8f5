package dev.redline.phase.observability;

import dev.redline.postgres.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The extension and the views, as they were before the phase.
 *
 * @param extension whether pg_stat_statements was there
 * @param views names of our views that were there
 * @param foreign names of relations that are called like our views and are not ours
 */
public record ObservabilityObjects(boolean extension, List<String> views, List<String> foreign) {

  /** In the order in which they are made. */
  static final List<String> VIEWS = List.of("vx_hot_vectors", "vx_app_backends", "vx_waits");

  /** How the comment on each of our views begins. */
  private static final String OURS = "Redline: ";

  private static final String FIND =
      """
      SELECT coalesce(obj_description(to_regclass(?), 'pg_class') LIKE ?, false)
      WHERE to_regclass(?) IS NOT NULL
      """;

  private static final String EXTENSION =
      "SELECT FROM pg_catalog.pg_extension WHERE extname = 'pg_stat_statements'";

  /** Looks; changes nothing. */
  public static ObservabilityObjects read(Connection connection) throws SQLException {
    List<String> ours = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (String view : VIEWS) {
      try (PreparedStatement find = connection.prepareStatement(FIND)) {
        find.setString(1, view);
        find.setString(2, OURS + "%");
        find.setString(3, view);
        try (ResultSet row = find.executeQuery()) {
          if (row.next()) {
            (row.getBoolean(1) ? ours : foreign).add(view);
          }
        }
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(EXTENSION)) {
      return new ObservabilityObjects(row.next(), ours, foreign);
    }
  }

  /**
   * What removes what {@link #create} is about to add, in this order; may be run at any moment and
   * again. A view uses the extension, so it goes first.
   */
  public List<String> undo() {
    List<String> statements = new ArrayList<>();
    VIEWS.stream()
        .filter(view -> !views.contains(view) && !foreign.contains(view))
        .map(view -> "DROP VIEW IF EXISTS " + view)
        .forEach(statements::add);
    if (!extension) {
      statements.add("DROP EXTENSION IF EXISTS pg_stat_statements");
    }
    return statements;
  }

  /** Whether all is there. */
  boolean complete() {
    return extension && views.containsAll(VIEWS);
  }

  /**
   * Makes what is missing, all or nothing; a view of ours that is there stays as it is.
   *
   * @param folder with one file of SQL for each view
   */
  void create(Connection connection, Path folder) throws SQLException {
    Transaction.of(
        connection,
        statement -> {
          statement.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
          for (String view : VIEWS) {
            if (!views.contains(view)) {
              statement.execute(definition(folder.resolve(view + ".sql")));
            }
          }
        });
  }

  private static String definition(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the view in " + file, e);
    }
  }
}
