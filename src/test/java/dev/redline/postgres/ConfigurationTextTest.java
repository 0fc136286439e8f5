package dev.redline.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTextTest {

  private static final String BEGIN = "# >>> redline: managed block, do not edit by hand\n";
  private static final String END = "# <<< redline\n";

  @Test
  void theBlockStandsAtTheEndInTheGivenOrderUnderItsPurpose() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("work_mem", "32MB");
    settings.put("jit", "off");

    byte[] result = ConfigurationText.withBlock(bytes("port = 5432\n"), "stage A", settings);

    assertThat(new String(result, UTF_8))
        .isEqualTo("port = 5432\n" + BEGIN + "# stage A\nwork_mem = '32MB'\njit = 'off'\n" + END);
  }

  @Test
  void bytesOutsideTheBlockStayAsTheyAreInWhateverEncoding() {
    byte[] everyByte = new byte[256];
    for (int i = 0; i < everyByte.length; i++) {
      everyByte[i] = (byte) i;
    }
    everyByte[255] = '\n';

    byte[] result = ConfigurationText.withBlock(everyByte, "stage A", Map.of("jit", "off"));

    assertThat(result).startsWith(everyByte);
  }

  @Test
  void aLastLineWithoutEndIsEndedSoThatTheBlockDoesNotContinueIt() {
    assertThat(withJitOff("port = 5432")).startsWith("port = 5432\n" + BEGIN);
  }

  @Test
  void anEmptyFileGetsTheBlockAlone() {
    assertThat(withJitOff("")).startsWith(BEGIN);
  }

  @Test
  void anEarlierBlockIsReplacedAndWhatStandsAfterItIsKept() {
    String earlier = BEGIN + "# stage A\njit = 'on'\n" + END;

    assertThat(withJitOff("port = 5432\n" + earlier + "include 'mine.conf'\n"))
        .isEqualTo("port = 5432\ninclude 'mine.conf'\n" + BEGIN + "# purpose\njit = 'off'\n" + END);
  }

  @Test
  void everyEarlierBlockIsReplacedAndWhatStandsBetweenIsKept() {
    String earlier = BEGIN + "# stage A\njit = 'on'\n" + END;

    assertThat(withJitOff(earlier + "port = 5432\n" + earlier))
        .isEqualTo("port = 5432\n" + BEGIN + "# purpose\njit = 'off'\n" + END);
  }

  @Test
  void whatAnEarlierPhaseHasSetStaysInTheBlockUnlessItIsSetAgain() {
    String earlier =
        BEGIN + "# stage A\nwork_mem = '32MB'\njit = 'on'\nsearch_path = '''a'', b'\n" + END;

    assertThat(withJitOff(earlier))
        .isEqualTo(
            BEGIN + "# purpose\nwork_mem = '32MB'\nsearch_path = '''a'', b'\njit = 'off'\n" + END);
  }

  @Test
  void writingTheSameBlockTwiceChangesNothing() {
    String once = withJitOff("port = 5432\n");

    assertThat(withJitOff(once)).isEqualTo(once);
  }

  @Test
  void quotesInValuesAreDoubled() {
    assertThat(lineOf("search_path", "'a', public")).isEqualTo("search_path = '''a'', public'");
  }

  @Test
  void backslashesInValuesAreDoubledOrTheServerWouldTakeThemForEscapes() {
    assertThat(lineOf("log_line_prefix", "a\\nb")).isEqualTo("log_line_prefix = 'a\\\\nb'");
  }

  @Test
  void valuesThatAreNotAsciiAreWrittenAsUtf8() {
    assertThat(lineOf("search_path", "größe€")).isEqualTo("search_path = 'größe€'");
  }

  @Test
  void aNameWithADotBelongsToAnExtension() {
    assertThat(lineOf("hnsw.ef_search", "100")).isEqualTo("hnsw.ef_search = '100'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "work mem", "jit = off #", "1st", "jit\n", "work-mem", "größe"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> lineOf(name, "off"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Not the name of a setting: " + name);
  }

  @Test
  void aValueOfMoreThanOneLineIsRefusedWithTheNameOfItsSetting() {
    assertThatThrownBy(() -> lineOf("jit", "off'\nfsync = 'off"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than one line: jit");
  }

  @Test
  void aPurposeOfMoreThanOneLineIsRefusedOrItsEndWouldBecomeASetting() {
    assertThatThrownBy(
            () -> ConfigurationText.withBlock(new byte[0], "stage A\nfsync = off", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than one line: the purpose");
  }

  private static String withJitOff(String text) {
    return new String(
        ConfigurationText.withBlock(bytes(text), "purpose", Map.of("jit", "off")), ISO_8859_1);
  }

  private static String lineOf(String name, String value) {
    byte[] result = ConfigurationText.withBlock(new byte[0], "purpose", Map.of(name, value));
    return new String(result, UTF_8).lines().skip(2).findFirst().orElseThrow();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
