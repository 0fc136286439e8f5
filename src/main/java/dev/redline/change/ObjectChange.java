package dev.redline.change;

import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object that is created: an extension, a view, an index.
 *
 * @param name as SQL takes it
 * @param create statements that create it
 */
public record ObjectChange(Connector connector, ObjectType type, String name, String create)
    implements Change {

  static final String KIND = "object";

  /** What is kept before the object is created, by this or by whoever else does it for us. */
  public static KeptChange kept(ObjectType type, String name) {
    return new KeptChange(
        KIND,
        type.called(name),
        Map.of("type", type.name(), "name", name),
        List.of(type.drop(name)));
  }

  @Override
  public String description() {
    return type.called(name);
  }

  @Override
  public TakesEffect takesEffect() {
    return TakesEffect.IN_SESSION;
  }

  /** Under this name the server lists it where {@code name} is qualified, if it has a schema. */
  @Override
  public Set<String> alters() {
    return Set.of(description());
  }

  /** No object of that name is there. */
  @Override
  public Finding mayApply(Connection connection) throws SQLException {
    return Finding.of(isThere(connection, false, "rename or drop it"));
  }

  @Override
  public KeptChange kept() {
    return kept(type, name);
  }

  @Override
  public Finding apply() throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return applyIn(connection);
    }
  }

  /** The same in a session whose waits the caller has limited. */
  public Finding applyIn(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(create);
    }
    return accepted(connection);
  }

  @Override
  public Finding accepted(Connection connection) throws SQLException {
    return Finding.of(isThere(connection, true, "read the server's log"));
  }

  @Override
  public Finding inForce(SettingsSnapshot after) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL)) {
      return accepted(connection);
    }
  }

  private Verdict isThere(Connection connection, boolean required, String next)
      throws SQLException {
    return type.isThere(name, connection) == required
        ? Verdict.pass(description(), shown(required), shown(required))
        : Verdict.fail(description(), shown(!required), shown(required), next);
  }

  static String shown(boolean there) {
    return there ? "there" : "not there";
  }
}
