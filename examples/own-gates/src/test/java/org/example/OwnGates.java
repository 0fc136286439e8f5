package org.example;

import dev.redline.junit.Gate;
import dev.redline.junit.PhaseGates;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.record.GateRecord;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;

/** A promise of this project's own: it runs beside Redline's, and stands on the same page. */
@PhaseGates(value = "ours", order = 15)
@Tag("ours")
class OwnGates {

  private static final String UNLOGGED =
      "SELECT count(*) FROM pg_catalog.pg_class WHERE relpersistence = 'u' AND relkind = 'r'";

  @Gate("No table of ours loses its rows when the server crashes")
  void everyTableIsLogged(Connector connector, GateRecord record) throws SQLException {
    try (Connection connection = connector.open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(UNLOGGED)) {
      row.next();
      int tables = row.getInt(1);
      record.require(
          Finding.of(
              tables == 0
                  ? Verdict.pass("unlogged tables", "0", "0")
                  : Verdict.fail(
                      "unlogged tables", String.valueOf(tables), "0", "ALTER TABLE ... SET LOGGED")));
    }
  }
}
