package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalParametersTest {

  @Test
  void aBlockGetsValuesAndKeepsWhatElseStandsThere() {
    String file =
        """
        scope: trial # Größe
        postgresql:
          authentication: {superuser: {username: "a: b #"}}
          parameters:
            # chosen by hand
            shared_buffers: 32MB   # the old one
            log_statement: off
        tags: {nofailover: false}
        """;

    assertThat(with(file, Map.of("shared_buffers", "64MB", "search_path", "a, \"b\"")))
        .isEqualTo(
            file.replace("32MB", "\"64MB\"")
                .replace(
                    "    shared_buffers", "    search_path: \"a, \\\"b\\\"\"\n    shared_buffers"));
  }

  @Test
  void aLineOfBracesGetsValues() {
    String file = "postgresql:\n  parameters: {unix_socket_directories: /tmp}\n";

    assertThat(with(file, Map.of("jit", "off")))
        .isEqualTo("postgresql:\n  parameters: {jit: \"off\", unix_socket_directories: /tmp}\n");
  }

  @Test
  void anEmptySectionGetsValues() {
    assertThat(with("postgresql:\n  parameters: {}\n", Map.of("jit", "off")))
        .isEqualTo("postgresql:\n  parameters: {jit: \"off\", }\n");
  }

  @Test
  void valuesThatWereAddedAreTakenOutToTheByte() {
    Map<String, String> values = Map.of("jit", "off", "search_path", "a, \"b\"");
    for (String file :
        List.of(
            "postgresql:\n  parameters: {unix_socket_directories: /tmp}\n",
            "postgresql:\n  parameters:\n    # by hand\n    fsync: on # so\nscope: größe\n")) {
      assertThat(without(with(file, values), values.keySet())).isEqualTo(file);
    }
  }

  @Test
  void ofASectionThatIsEmptiedBracesAreLeft() {
    assertThat(without("postgresql:\n  parameters:\n    jit: off\nscope: a\n", Set.of("jit")))
        .isEqualTo("postgresql:\n  parameters:\n    {}\nscope: a\n");
    assertThat(without("postgresql: {parameters: {a: 1, jit: off, b: 2}}", Set.of("jit", "b")))
        .isEqualTo("postgresql: {parameters: {a: 1}}");
  }

  @Test
  void whatWasWrittenIsReadWithoutItsQuotes() {
    String file = with("postgresql: {parameters: {a: 1}}", Map.of("work_mem", "8MB"));

    assertThat(LocalParameters.of(file.getBytes(StandardCharsets.UTF_8), Set.of("work_mem", "b")))
        .isEqualTo(Map.of("work_mem", "8MB"));
  }

  private static String without(String file, Set<String> names) {
    return new String(
        LocalParameters.without(file.getBytes(StandardCharsets.UTF_8), names),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "postgresql: {listen: here}",
        "postgresql: {parameters: }",
        "postgresql: [",
        "postgresql: {parameters: {jit: &a on}, use: *a}",
        "a: &a {jit: on}\npostgresql: {parameters: *a}",
      })
  void aFileThatIsNotUnderstoodIsNotEdited(String file) {
    assertThatThrownBy(() -> with(file, Map.of("jit", "off")))
        .isInstanceOf(LocalConfigurationException.class)
        .hasMessageStartingWith("The member's local configuration cannot be edited: ");
  }

  private static String with(String file, Map<String, String> values) {
    return new String(
        LocalParameters.with(file.getBytes(StandardCharsets.UTF_8), values),
        StandardCharsets.UTF_8);
  }
}
