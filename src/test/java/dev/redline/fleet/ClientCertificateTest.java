package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.redline.plan.Fleet;
import dev.redline.plan.Fleet.ClientCertificate;
import dev.redline.plan.Plan;
import dev.redline.plan.value.MemorySize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API with {@code verify_client: required} answers to who has a certificate. */
class ClientCertificateTest {

  @TempDir private Path folder;
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    certificate("server", "rsa:2048");
    certificate("own", "rsa:2048");
    Fleet both = fleet(Optional.of(of("server")), "own", 1);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(Trust.of(both).orElseThrow()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "{\"scope\": \"trial\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void itIsShownToWhoAsksForOne() throws Exception {
    assertThat(asked(Optional.of(of("own"))).read(api(), "cluster").path("scope").asString(""))
        .isEqualTo("trial");
  }

  @Test
  void withoutOneThereIsNoAnswer() {
    assertThatThrownBy(() -> asked(Optional.empty()).read(api(), "cluster"))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ec", "ed25519"})
  void aKeyOfAnotherAlgorithmIsReadToo(String algorithm) throws Exception {
    String[] how =
        algorithm.equals("ec")
            ? new String[] {"ec", "-pkeyopt", "ec_paramgen_curve:P-256"}
            : new String[] {algorithm};
    certificate("other", how);

    assertThat(Trust.of(fleet(Optional.of(of("other")), "server", 1))).isPresent();
  }

  @Test
  void aKeyThatIsNoneIsRefusedAndNotShown() throws Exception {
    Path key = folder.resolve("own.key");
    Files.writeString(
        key, "-----BEGIN PRIVATE KEY-----\nAAAAs3cretAAAA\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(() -> asked(Optional.of(of("own"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("client in gates/target.yaml")
        .hasMessageNotContaining("s3cret");
    Files.writeString(key, "nothing");
    assertThatThrownBy(() -> asked(Optional.of(of("own"))))
        .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  private PatroniClient asked(Optional<ClientCertificate> client) {
    return new PatroniClient(
        fleet(client, "server", server.getAddress().getPort()),
        Plan.load(Path.of("gates")).target().limits(),
        Map.of());
  }

  private URI api() {
    return URI.create("https://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  private ClientCertificate of(String name) {
    return new ClientCertificate(folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
  }

  private Fleet fleet(Optional<ClientCertificate> client, String trusted, int port) {
    return new Fleet(
        List.of(URI.create("https://127.0.0.1:%d/".formatted(port))),
        Optional.empty(),
        Optional.of(folder.resolve(trusted + ".crt")),
        client,
        new MemorySize(1 << 20),
        Duration.ofSeconds(10),
        1,
        Optional.empty());
  }

  private void certificate(String name, String... algorithm) throws Exception {
    List<String> words = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-newkey"));
    words.addAll(List.of(algorithm));
    words.addAll(
        List.of(
            "-days",
            "2",
            "-subj",
            "/CN=" + name,
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-keyout",
            folder.resolve(name + ".key").toString(),
            "-out",
            folder.resolve(name + ".crt").toString()));
    Process made = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(made.waitFor()).as(said).isZero();
  }
}
