package dev.redline.rag.judge.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.judge.call.Budget;
import dev.redline.rag.judge.call.CacheSettings;
import dev.redline.rag.judge.call.Limits;
import dev.redline.rag.judge.call.Retries;
import dev.redline.rag.judge.call.ServiceName;
import dev.redline.rag.judge.call.SettingException;
import dev.redline.rag.judge.model.AnswerMode;
import dev.redline.rag.judge.model.ModelSettings;
import dev.redline.rag.judge.model.ProgressMode;
import dev.redline.rag.judge.prompt.CheckingMode;
import dev.redline.rag.judge.reply.ReplyFormat;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BedrockSettingsTest {

  @Test
  void whatIsNotSetHasTheCustomaryValue() {
    assertThat(BedrockSettings.of(Map.of()))
        .isEqualTo(
            new BedrockSettings(
                new ModelSettings(
                    new ServiceName("bedrock", "Bedrock", "BEDROCK"),
                    "meta.llama3-70b-instruct-v1:0",
                    CheckingMode.JOINT,
                    ReplyFormat.TEXT,
                    AnswerMode.PASSAGES,
                    Optional.empty(),
                    new Limits(
                        1,
                        0.25,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(300)),
                    new Retries(6, Duration.ofMillis(1600), Duration.ofSeconds(12)),
                    new CacheSettings(Path.of(".ragcache_eval"), Duration.ofHours(24), 256 << 20),
                    new Budget(
                        "BEDROCK_MAX_USD", Optional.empty(), Optional.empty(), Optional.empty()),
                    ProgressMode.AUTO),
                Optional.empty(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BEDROCK_MODEL_ID | 'two words' | a model id as Bedrock lists it",
        "BEDROCK_MODEL_ID | '' | a model id as Bedrock lists it",
        "BEDROCK_EMBED_MODEL_ID | '?' | a model id as Bedrock lists it",
        "BEDROCK_EMBED_DIMENSIONS | 512 | accompanied by BEDROCK_EMBED_MODEL_ID",
        "BEDROCK_EMBED_DIMENSIONS | 2001 | a whole number from 1 to 2000: an HNSW or IVFFlat index of",
        "BEDROCK_CHECKING | both | one of joint, single",
        "BEDROCK_REPLIES | xml | one of text, schema",
        "BEDROCK_ANSWERS | none | one of passages, model",
        "BEDROCK_PROGRESS | yes | one of auto, always, never",
        "BEDROCK_MAX_IN_FLIGHT | 0 | a whole number from 1 to 256",
        "BEDROCK_MAX_IN_FLIGHT | 1.5 | a whole number from 1 to 256",
        "BEDROCK_MAX_IN_FLIGHT | ' 2' | a whole number from 1 to 256",
        "BEDROCK_MAX_RPS | 0 | a number from 0.001 to 10000",
        "BEDROCK_MAX_RPS | NaN | a number from 0.001 to 10000",
        "BEDROCK_MAX_RPS | 1e999999999 | a number from 0.001 to 10000",
        "BEDROCK_COOLDOWN_SEC | -1 | a number from 0 to 600",
        "BEDROCK_MAX_RETRIES | 21 | a whole number from 0 to 20",
        "BEDROCK_RETRY_BASE | 0 | a number from 0.001 to 60",
        "BEDROCK_RETRY_MAX_SLEEP | 12s | a number from 0.001 to 600",
        "BEDROCK_REQUEST_TIMEOUT_SEC | 901 | a number from 0.1 to 900",
        "BEDROCK_TOTAL_TIMEOUT_SEC | 30 | at least BEDROCK_REQUEST_TIMEOUT_SEC (60)",
        "RAGCHECKER_CACHE_DIR | ' ' | the path of a folder",
        "RAGCHECKER_CACHE_DIR | a/.ragcache_ltst/b | outside of .ragcache_ltst, which belongs to",
        "RAGCHECKER_CACHE_TTL_H | 0 | a number from 0.001 to 87600",
        "RAGCHECKER_CACHE_MAX_MB | 0 | a whole number from 1 to 1000000",
        "BEDROCK_MAX_USD | -1 | a number from 0 to 100000",
        "BEDROCK_MAX_USD | 5 | accompanied by BEDROCK_USD_PER_1K_INPUT, the model's price in USD",
        "BEDROCK_USD_PER_1K_INPUT | 1 | accompanied by BEDROCK_USD_PER_1K_OUTPUT",
        "BEDROCK_USD_PER_1K_OUTPUT | 1 | accompanied by BEDROCK_USD_PER_1K_INPUT"
      })
  void aValueThatCannotBeUsedIsOneErrorWithNameValueAndRange(
      String name, String value, String allowed) {
    assertThatThrownBy(() -> BedrockSettings.of(Map.of(name, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(name + "=" + value + " is not usable: it must be " + allowed)
        .hasMessageEndingWith(", or be unset");
  }

  @Test
  void theSdksOwnNamesOfAnEndpointCountAndOursComesFirst() {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    assertThat(BedrockSettings.of(variables).model().endpoint())
        .hasValue(URI.create("http://127.0.0.1:1"));
    variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:2");
    assertThat(BedrockSettings.of(variables).model().endpoint())
        .hasValue(URI.create("http://127.0.0.1:2"));
    variables.put("BEDROCK_ENDPOINT", "http://127.0.0.1:3");
    assertThat(BedrockSettings.of(variables).model().endpoint())
        .hasValue(URI.create("http://127.0.0.1:3"));
  }

  @Test
  void theTotalIsFiveTimesTheRequestUnlessItIsSet() {
    Limits limits =
        BedrockSettings.of(Map.of("BEDROCK_REQUEST_TIMEOUT_SEC", "900")).model().limits();

    assertThat(limits.total()).isEqualTo(Duration.ofSeconds(4500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEDROCK_ENDPOINT", "AWS_ENDPOINT_URL"})
  void anAddressThatCannotBeUsedIsNotRepeatedForItMayHoldAPassword(String name) {
    assertThatThrownBy(() -> BedrockSettings.of(Map.of(name, "https://u:secret@host/path")))
        .isInstanceOf(SettingException.class)
        .hasMessage(
            name
                + ", which is not shown, is not usable: it must be http:// or https:// with host and port,"
                + " without user or path, or be unset");
    assertThatThrownBy(() -> BedrockSettings.of(Map.of(name, "ftp://x")))
        .isInstanceOf(SettingException.class);
  }

  @Test
  void aBudgetCoversEmbeddingsOnlyWithTheirPrice() {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "BEDROCK_MAX_USD", "5",
                "BEDROCK_USD_PER_1K_INPUT", "1",
                "BEDROCK_USD_PER_1K_OUTPUT", "1",
                "BEDROCK_EMBED_MODEL_ID", "amazon.titan-embed-text-v2:0"));

    assertThatThrownBy(() -> BedrockSettings.of(variables))
        .hasMessageContaining("accompanied by BEDROCK_USD_PER_1K_EMBEDDING");
    variables.put("BEDROCK_USD_PER_1K_EMBEDDING", "0.00002");
    assertThat(BedrockSettings.of(variables).model().budget().embedding()).isPresent();
  }

  @Test
  void noSecretOfTheEnvironmentIsInTheSettings() {
    String text =
        BedrockSettings.of(Map.of("AWS_SECRET_ACCESS_KEY", "s3cr3t", "AWS_ACCESS_KEY_ID", "AKIA"))
            .toString();

    assertThat(text).doesNotContain("s3cr3t", "AKIA");
  }
}
