package dev.redline.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.stage.PlannedSetting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorResourceTest {

  private static final List<PlannedSetting> SETTINGS =
      List.of(
          setting("work_mem", "32MB", PlannedSetting.Effect.SETS),
          setting("jit", "off", PlannedSetting.Effect.KEEPS),
          setting("shared_preload_libraries", "a, b", PlannedSetting.Effect.SETS));

  private static PlannedSetting setting(String name, String value, PlannedSetting.Effect effect) {
    return new PlannedSetting(name, value, value, "as planned", effect, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CloudNativePG | app | clusters.postgresql.cnpg.io app | {"spec":{"postgresql":{"parameters":{"work_mem":"32MB"},"shared_preload_libraries":["a","b"]}}}
          Zalando's operator (Spilo) | acid-app | postgresqls.acid.zalan.do acid-app | {"spec":{"postgresql":{"parameters":{"work_mem":"32MB","shared_preload_libraries":"a, b"}}}}
          Crunchy's operator | hippo-ha | postgresclusters.postgres-operator.crunchydata.com hippo | {"spec":{"patroni":{"dynamicConfiguration":{"postgresql":{"parameters":{"work_mem":"32MB","shared_preload_libraries":"a, b"}}}}}}
          """)
  void whatTheStageChangesStandsWhereTheOperatorReads(
      String operator, String cluster, String resource, String body) {
    assertThat(OperatorResource.of(operator).orElseThrow().patch(SETTINGS, cluster))
        .isEqualTo(
            "kubectl patch "
                + resource
                + " --namespace=NAMESPACE --type=merge '--patch="
                + body
                + "'");
  }

  @Test
  void aServerThatDoesNotNameItsClusterLeavesAPlaceAndNoQuoteEndsTheWord() {
    assertThat(
            OperatorResource.of("CloudNativePG")
                .orElseThrow()
                .patch(
                    List.of(setting("search_path", "a'; rm -rf", PlannedSetting.Effect.SETS)), ""))
        .startsWith("kubectl patch clusters.postgresql.cnpg.io CLUSTER ")
        .contains("a'\\''; rm -rf");
    assertThat(OperatorResource.of("somebody else's")).isEmpty();
  }
}
