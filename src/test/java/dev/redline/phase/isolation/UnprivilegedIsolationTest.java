package dev.redline.phase.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.trial.GateOutcomes;
import dev.redline.trial.MadeTrial;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The phase by an account that has what the script of grants gives it, and no more. */
@Tag("long")
class UnprivilegedIsolationTest {

  private static final String OWNERS = "Nobody else owns what is to be changed";
  private static final String COMMIT = "The change is committed";
  private static final String LEFT =
      "SELECT count(*) FROM (SELECT rolname FROM pg_roles WHERE rolname ~ '_app'"
          + " UNION ALL SELECT nspname FROM pg_namespace WHERE nspname ~ '^ltst') l";
  private static final String[] GRANTS = {
    "ALTER ROLE bare CREATEROLE",
    "GRANT SET ON PARAMETER temp_file_limit TO bare",
    "GRANT CREATE ON DATABASE \"app\" TO bare",
    "GRANT USAGE ON SCHEMA \"apart\" TO bare WITH GRANT OPTION",
    "GRANT SELECT ON TABLE \"apart\".\"articles\" TO bare WITH GRANT OPTION"
  };

  @Test
  void whatItLacksIsSaidBeforeAnybodyIsAskedAndIsAllThatItNeeds() throws Exception {
    try (MadeTrial made = MadeTrial.of("plain", "restart: never", "apply: alter_system")) {
      made.server().execute("CREATE SCHEMA apart");
      made.server().execute("ALTER TABLE articles SET SCHEMA apart");
      made.trial().edit("workload.yaml", "public.articles", "apart.articles");
      String url = made.server().fact("url");
      String password = url.replaceFirst(".*//postgres:([^@]*)@.*", "$1");
      made.server().execute("CREATE ROLE bare LOGIN PASSWORD '%s'".formatted(password));
      made.trial()
          .environment("DATABASE_URL", url.replace("//postgres:", "//bare:"))
          .property("user.home", made.home().toString());
      made.trial().runOnly("Propose");
      made.server().execute(Files.readString(made.trial().evidence("propose/grants.sql").get(0)));

      GateOutcomes refused = made.trial().run("Isolation");
      assertThat(refused.failed()).containsOnlyKeys(OWNERS);
      assertThat(refused.message()).contains(GRANTS).doesNotContain("-Dapprove=");
      assertThat(made.server().query(LEFT)).isEqualTo("0");

      for (String sql : GRANTS) {
        made.server().execute(sql);
      }
      GateOutcomes waiting = made.untilItsCommit("Isolation");
      assertThat(waiting.failed()).containsOnlyKeys(COMMIT);
      assertThat(made.server().query(LEFT)).isEqualTo("2");
      made.trial().withoutProperty("approve").property("decline", "commit");
      assertThat(made.trial().run("Isolation").message()).contains("proven to be as before");
      assertThat(made.server().query(LEFT)).isEqualTo("0");

      made.trial().property("approve", made.untilItsCommit("Isolation").approvals());
      assertThat(made.trial().run("Isolation").failed()).isEmpty();
      assertThat(made.server().query(LEFT)).isEqualTo("2");
    }
  }
}
