package dev.redline;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.redline.fleet.Member;
import dev.redline.health.ServerHealth;
import dev.redline.postgres.ServerIdentity;
import dev.redline.postgres.ServerVersion;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.util.Map;
import java.util.Set;

/** Who asks for the number of a version of PostgreSQL instead of what differs by it. */
final class VersionConditions {

  /** The health check holds the major version against the plan's. */
  static final DescribedPredicate<JavaClass> ELSEWHERE =
      new DescribedPredicate<>("are not where versions are told apart") {
        private static final Set<String> THERE =
            Set.of(
                ServerVersion.class.getName(),
                ServerIdentity.class.getName(),
                ServerHealth.class.getPackageName() + ".HealthCheck");

        @Override
        public boolean test(JavaClass type) {
          return !THERE.contains(type.getName());
        }
      };

  private static final Map<Class<?>, Set<String>> NUMBERS =
      Map.of(
          ServerVersion.class, Set.of("major", "number"),
          ServerIdentity.class, Set.of("versionNumber"),
          Member.class, Set.of("serverVersion"),
          DatabaseMetaData.class,
              Set.of(
                  "getDatabaseMajorVersion",
                  "getDatabaseMinorVersion",
                  "getDatabaseProductVersion"));

  private VersionConditions() {}

  /** By a call, or by a query of its own. */
  static ArchCondition<JavaClass> askForTheNumber() {
    return new ArchCondition<>("ask for the number of the server's version") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean query = SearchConditions.constants(type).contains("server_version_num");
        String message = type.getName() + (query ? " holds" : " does not hold");
        events.add(new SimpleConditionEvent(type, query, message + " server_version_num"));
        for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
          events.add(new SimpleConditionEvent(type, asks(call), call.getDescription()));
        }
      }
    };
  }

  private static boolean asks(JavaMethodCall call) {
    return NUMBERS.entrySet().stream()
        .anyMatch(
            each ->
                call.getTargetOwner().isEquivalentTo(each.getKey())
                    && each.getValue().contains(call.getName()));
  }

  /** Breaks the rule each way, to show that it is one. */
  static final class Stray {

    private Stray() {}

    static boolean divides(ServerIdentity server) {
      return server.versionNumber() / 1000 > 160;
    }

    static boolean compares(ServerVersion version) {
      return version.major() > 15 || version.number() > 150_004;
    }

    static boolean asksTheDriver(Connection connection) throws java.sql.SQLException {
      return connection.getMetaData().getDatabaseMajorVersion() > 15;
    }

    static String asksTheServer() {
      return "SELECT current_setting('server_version_num')::int >= 160000";
    }
  }
}
