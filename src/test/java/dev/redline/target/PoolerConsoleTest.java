package dev.redline.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.ApplyWay;
import dev.redline.plan.PoolerCommands;
import dev.redline.plan.RestartWay;
import dev.redline.plan.Yours;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a pooler's console prints becomes numbers, and none of its words is told. */
class PoolerConsoleTest {

  private static final String DATABASES =
      """
      name,host,port,database,force_user,pool_size,reserve_pool,max_connections,disabled
      app,db1,5432,app,,20,5,0,0
      "a ""b"", c",db1,5432,app,,10,0,15,0
      other,db2,5433,app,,99,0,0,0
      off,db1,5432,app,,99,0,0,1
      pgbouncer,,5432,pgbouncer,pgbouncer,2,0,0,0
      """;

  private static final String POOLS =
      """
      database,user,cl_active,cl_waiting
      app,web,3,1
      app,jobs,3,2
      "a ""b"", c",web,0,0
      "a ""b"", c",jobs,0,0
      other,web,9,9
      """;

  @Test
  void poolsThatLeadToTheServerAreCountedWithinTheirLimits(@TempDir Path folder) throws Exception {
    assertThat(console(folder, DATABASES, POOLS).sizes(5432))
        .isEqualTo(new PoolSizes(2, 4, 2 * 25 + 15, 3));
  }

  @Test
  void aConsoleOfAnotherServerOrWithoutATableIsNamed(@TempDir Path folder) throws Exception {
    assertThatThrownBy(() -> console(folder, DATABASES, POOLS).sizes(5999))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("has none on port 5999");
    assertThatThrownBy(() -> console(folder, "secret\n", POOLS).sizes(5432))
        .hasMessage(
            "SHOW DATABASES by the command of pooler.show printed no lines with name, port, pool_size");
    assertThatThrownBy(() -> console(List.of("sh", "-c", "echo secret; exit 3")).sizes(5432))
        .hasMessage("SHOW DATABASES by the command of pooler.show ended with 3");
  }

  private static PoolerConsole console(Path folder, String databases, String pools)
      throws Exception {
    Files.writeString(folder.resolve("SHOW DATABASES"), databases);
    Files.writeString(folder.resolve("SHOW POOLS"), pools);
    return console(List.of("sh", "-c", "cat \"$0/$1\"", folder.toString()));
  }

  private static PoolerConsole console(List<String> show) {
    Yours yours =
        new Yours(
            List.of(),
            List.of(),
            new RestartWay(RestartWay.Kind.NEVER, List.of()),
            Optional.empty(),
            ApplyWay.POSTGRESQL_CONF,
            Optional.of(new PoolerCommands(List.of(), List.of(), show)),
            List.of());
    return PoolerConsole.of(yours, Duration.ofSeconds(30)).orElseThrow();
  }
}
