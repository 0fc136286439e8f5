package dev.redline.change;

import dev.redline.approval.Decision;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.SettingsSnapshot;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A phase that draws a number from the sequence {@code spent}: no transaction gives it back. */
public class SpentNumber implements ChangingPhase {

  private final PhaseChange change;
  private final Drawing drawing;

  SpentNumber(PhaseChange change, Connector connector) {
    this.change = change;
    this.drawing = new Drawing(connector);
  }

  /** Asks a person about the number, as every phase does by itself. */
  public static final class Asked extends SpentNumber {

    public Asked(PhaseChange change, Connector connector) {
      super(change, connector);
    }
  }

  /** Asks a person, but not about the number. */
  public static final class NotAsked extends SpentNumber {

    public NotAsked(PhaseChange change, Connector connector) {
      super(change, connector);
    }

    @Override
    public ChangeRequest request() {
      List<Decision> others = List.of(Decision.about("restart", "the server restarts"));
      return new ChangeRequest(
          seen("numbers to draw", "1"), List.of(), List.of(), List.of("a number"), others);
    }
  }

  @Override
  public PhaseChange change() {
    return change;
  }

  @Override
  public List<Change> changes() {
    return List.of(drawing);
  }

  private static Finding seen(String subject, String observed) {
    return Finding.of(Verdict.pass(subject, observed, observed));
  }

  private record Drawing(Connector connector) implements Change {

    @Override
    public String id() {
      return "spent_number";
    }

    @Override
    public String description() {
      return "a number of the sequence spent";
    }

    @Override
    public TakesEffect takesEffect() {
      return TakesEffect.FOR_GOOD;
    }

    @Override
    public Finding mayApply(Connection connection) {
      return seen("owners of the sequence", "we");
    }

    @Override
    public KeptChange kept() {
      return new KeptChange("sql", "number", Map.of(), List.of("SELECT 1"));
    }

    @Override
    public Finding apply() {
      try (Connection connection = connector.open(ApplicationName.CONTROL)) {
        connection.createStatement().execute("SELECT nextval('spent')");
        return seen("number", "drawn");
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Finding accepted(Connection connection) {
      return seen("number", "drawn");
    }

    @Override
    public Finding inForce(SettingsSnapshot after) {
      return seen("number", "drawn");
    }
  }
}
