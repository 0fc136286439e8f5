package dev.redline.trial;

import dev.redline.plan.Plan;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.target.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A local server with extension vector and nothing else, gone when closed. */
public record BareServer(Path home, Target target) implements AutoCloseable {

  /** Makes and starts one. */
  public static BareServer start() throws Exception {
    Path home = PreparedServer.publicFolder("redline-bare-");
    BareServer server =
        new BareServer(home, PreparedServer.open(home, Plan.load(Path.of("gates"))));
    server.execute("CREATE EXTENSION vector");
    return server;
  }

  /** As the account that made it. */
  public Connector connector() {
    return target.connector();
  }

  /** Runs statements one by one. */
  public void execute(String... statements) throws SQLException {
    try (Connection connection = connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** One column of a query. */
  public List<String> query(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = connector().open(ApplicationName.CONTROL);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Override
  public void close() throws Exception {
    target.close();
    PreparedServer.run("rm", "-rf", home.toString());
  }
}
