package dev.redline.change;

import dev.redline.postgres.Connector;
import java.util.List;

/** A phase that lists its changes, and nothing else: two schemas that are created. */
public class ListedSchemas implements ChangingPhase {

  private final PhaseChange change;
  private final List<Change> changes;

  /** The second one is created by {@code second}. */
  ListedSchemas(PhaseChange change, Connector connector, String second) {
    this.change = change;
    this.changes =
        List.of(
            new ObjectChange(connector, ObjectType.SCHEMA, "listed", "CREATE SCHEMA listed"),
            new ObjectChange(connector, ObjectType.SCHEMA, "\"Listed too\"", second));
  }

  /** Just that. */
  public static final class AsListed extends ListedSchemas {

    public AsListed(PhaseChange change, Connector connector) {
      super(change, connector, "CREATE SCHEMA \"Listed too\"");
    }
  }

  /** And a table that is in no list. */
  public static final class WithMore extends ListedSchemas {

    public WithMore(PhaseChange change, Connector connector) {
      super(change, connector, "CREATE SCHEMA \"Listed too\" CREATE TABLE unlisted ()");
    }
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  @Override
  public List<Change> changes() {
    return changes;
  }
}
