package dev.redline.phase.observability;

import dev.redline.change.ObjectChange;
import dev.redline.change.ObjectType;
import dev.redline.postgres.Connector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  private static final String EXTENSION = "pg_stat_statements";

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
    return new ObservabilityObjects(
        ObjectType.EXTENSION.isThere(EXTENSION, connection), ours, foreign);
  }

  /** Whether all is there. */
  boolean complete() {
    return extension && views.containsAll(VIEWS);
  }

  /** Whether one of {@link #changes} was there. */
  boolean holds(ObjectChange object) {
    return object.type() == ObjectType.EXTENSION ? extension : views.contains(object.name());
  }

  /**
   * All of it, whether it is there or not. A view uses the extension, so it comes later.
   *
   * @param folder with one file of SQL for each view
   */
  static List<ObjectChange> changes(Connector connector, Path folder) {
    List<ObjectChange> changes = new ArrayList<>();
    changes.add(
        new ObjectChange(
            connector, ObjectType.EXTENSION, EXTENSION, "CREATE EXTENSION " + EXTENSION));
    for (String view : VIEWS) {
      changes.add(
          new ObjectChange(
              connector, ObjectType.VIEW, view, definition(folder.resolve(view + ".sql"))));
    }
    return changes;
  }

  private static String definition(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read the view in " + file, e);
    }
  }
}
