package dev.redline.rag.embedding.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.embedding.Embedders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embeddings protocol, spoken with a stand-in on a loopback port. */
class EndpointEmbedderTest {

  private static final String VECTOR =
      "{\"object\":\"list\",\"data\":[{\"index\":0,\"embedding\":[0.5,-1,3e-2]}]}";

  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> replies = new ArrayList<>();
  private HttpServer service;

  @BeforeEach
  void serve() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          requests.add(
              "%s %s %s"
                  .formatted(
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          String[] reply = replies.get(Math.min(requests.size(), replies.size()) - 1).split(" ", 2);
          byte[] body = reply[1].getBytes(UTF_8);
          exchange.sendResponseHeaders(Integer.parseInt(reply[0]), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  @Test
  void aTextIsAskedForOnceAndTheKeyGoesInTheHeaderAlone() {
    replies.add("200 " + VECTOR);
    NamedEmbedder embedder = open(Map.of("EMBED_API_KEY", "k-1"));
    assertThat(embedder.embedder().embed("A \"question\"")).containsExactly(0.5f, -1f, 0.03f);
    assertThat(embedder.embedder().embed("A \"question\"")).hasSize(3);
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0))
        .startsWith("/v1/embeddings Bearer k-1 ")
        .contains("\"model\":\"bge-m3\"", "\"input\":\"A \\\"question\\\"\"");
    assertThat(embedder.id()).startsWith("bge-m3 at http://127.0.0.1:").doesNotContain("k-1");
  }

  @Test
  void whatFailsInPassingIsTriedAgain() {
    replies.addAll(List.of("503 x", "429 x", "200 " + VECTOR));
    assertThat(open(Map.of()).embedder().embed("q")).hasSize(3);
    assertThat(requests).hasSize(3).allMatch(request -> request.contains(" null "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 {}                                       | 1 | status 401
          500 {}                                       | 3 | status 500
          200 no JSON                                  | 1 | not JSON
          200 {"data":[]}                              | 1 | no vector under data[0].embedding
          200 {"data":[{"embedding":[1,"NaN",2]}]}     | 1 | component 1 of the vector
          """)
  void whatIsNoVectorPausesWithTheReason(String reply, int asked, String reason) {
    replies.add(reply);
    assertThatThrownBy(() -> open(Map.of()).embedder().embed("q"))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining("EMBED_BASE_URL");
    assertThat(requests).hasSize(asked);
  }

  @Test
  void withoutItsVariablesItIsNamedWithThem() {
    assertThatThrownBy(() -> Embedders.named("endpoint", "x").open(List.of(), Map.of()))
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("EMBED_BASE_URL is not set");
    assertThatThrownBy(() -> Embedders.named("endpoint", "x").open(List.of()))
        .isInstanceOf(JudgeUnavailableException.class);
  }

  private NamedEmbedder open(Map<String, String> more) {
    Map<String, String> variables = new HashMap<>(more);
    variables.put(
        "EMBED_BASE_URL", "http://127.0.0.1:%d/v1".formatted(service.getAddress().getPort()));
    variables.put("EMBED_MODEL", "bge-m3");
    return Embedders.named("endpoint", "the test").open(List.of(), variables);
  }
}
