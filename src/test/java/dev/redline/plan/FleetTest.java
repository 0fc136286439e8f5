package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.YamlFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet of Patroni's, as {@code yours} in gates/target.yaml says it. */
class FleetTest {

  private static final String LIMITS = "\nreplica_lag: 16MB\nmembers_at_least: 3\n";

  @TempDir Path folder;

  @Test
  void itsApisItsAccountAndItsLimitsAreRead() throws Exception {
    Fleet fleet =
        read(
            "engine: patroni\napi: [https://db1:8008, https://db2:8008/]\ncacert: /etc/ca.crt\n"
                + "client: {certificate: /etc/own.crt, key: /etc/own.key}\nwrite_gap: 3s\n"
                + "account: {user: reader, password_variable: PATRONI_PASSWORD}"
                + LIMITS);
    assertThat(fleet.api())
        .containsExactly(URI.create("https://db1:8008/"), URI.create("https://db2:8008/"));
    assertThat(fleet.account()).contains(new Fleet.Account("reader", "PATRONI_PASSWORD"));
    assertThat(fleet.certificates()).contains(Path.of("/etc/ca.crt"));
    assertThat(fleet.client())
        .contains(new Fleet.ClientCertificate(Path.of("/etc/own.crt"), Path.of("/etc/own.key")));
    assertThat(fleet.writeGap()).hasSeconds(3);
    assertThat(fleet.replicaLag()).hasToString("16MB");
    assertThat(fleet.membersAtLeast()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "engine: stolon~api: [http://db1:8008]|one of patroni",
        "engine: patroni~api: []|at least one address",
        "engine: patroni~api: [db1]|an address such as https://db1:8008",
        "engine: patroni~api: [ftp://db1:8008]|an address such as https://db1:8008",
        "engine: patroni~api: [http://db1:8008/patroni]|an address such as https://db1:8008",
        "engine: patroni~api: [http://db1:8008]~restart: [again]|would change a member beside Patroni",
        "engine: patroni~api: [http://db1:8008]~apply: alter_system|would change a member beside",
        "engine: patroni~api: [http://db1:8008]~start: [up]|\"start\" does not go with engine",
        "engine: patroni~api: [http://db1:8008]~stop: [down]|\"stop\" does not go with engine",
        "engine: patroni~apis: [http://db1:8008]|Did you mean api?",
        "engine: patroni~api: [http://db1:8008]~account: {user: a, password_variable: B}|https in api",
        "engine: patroni~api: [http://127.0.0.1:1]~account: {user: a, password: b}|unknown key"
      })
  void whatIsWrongIsSaidWithItsLine(String lines, String said) {
    assertThatThrownBy(() -> read(lines.replace("~", "\n") + LIMITS))
        .isInstanceOf(PlanException.class)
        .hasMessageContaining(said)
        .hasMessageContaining("target.yaml");
  }

  @Test
  void aPasswordInAnAddressIsRefusedAndNotShown() {
    assertThatThrownBy(() -> read("engine: patroni\napi: [\"https://a:s3cret@db1:8008\"]" + LIMITS))
        .hasMessageContaining("Name its variable in account")
        .hasMessageNotContaining("s3cret");
  }

  private Fleet read(String text) throws IOException {
    return Fleet.read(YamlFile.read(Files.writeString(folder.resolve("target.yaml"), text)));
  }
}
