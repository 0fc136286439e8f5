package dev.redline.search.statements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.target.container.SharedContainer;
import dev.redline.trial.BareServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same on PostgreSQL 17, whose parser prints other trees. */
@Tag("container")
@EnabledIf(
    value = "dev.redline.target.container.SharedContainer#engineAnswers",
    disabledReason = "no container engine answers here: start one, or see fixtures/container/up")
@ExtendWith(SharedContainer.class)
class StatementProbeOnSeventeenTest extends StatementProbeCases {

  @BeforeAll
  static void isOfThatVersion(BareServer shared) throws Exception {
    assertThat(shared.query("SHOW server_version_num").get(0)).startsWith("17");
  }
}
