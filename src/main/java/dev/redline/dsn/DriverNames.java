package dev.redline.dsn;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of the parameters that the JDBC driver on the class path takes, from itself. */
final class DriverNames {

  private DriverNames() {}

  static Set<String> all() {
    String url = "jdbc:postgresql://localhost/";
    try {
      DriverPropertyInfo[] known =
          DriverManager.getDriver(url).getPropertyInfo(url, new Properties());
      return Arrays.stream(known).map(info -> info.name).collect(Collectors.toUnmodifiableSet());
    } catch (SQLException e) {
      throw new IllegalStateException("The PostgreSQL JDBC driver is not on the class path.", e);
    }
  }
}
