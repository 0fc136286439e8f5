package dev.redline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What -Dgroups takes: tags that gates carry, and nothing else. */
class GroupsCheckTest {

  private static final Pattern TAKEN = GroupsCheck.selection(new GateLauncher("").tags());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stageA",
        "discovery",
        "healthcheck",
        "stageA | stageB",
        "stageA|stageB",
        "stageA,stageB",
        "stageA & healthcheck",
        "!stageC & (discovery)",
        "!(stageA | stageB)",
        " stageA "
      })
  void anExpressionOfKnownTagsIsTaken(String groups) {
    assertThat(groups).matches(TAKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "stageZ",
        "stageA | stageZ",
        "stageZ | stageA",
        "stageA |",
        "| stageA",
        "stageA stageB",
        "stageAB",
        "stage",
        "stagea",
        "gate",
        "!",
        "()"
      })
  void anExpressionWithAnyOtherTagIsRefused(String groups) {
    assertThat(groups).doesNotMatch(TAKEN);
  }

  @Test
  void theBuildGoesOnWithAKnownTag() {
    assertThatCode(() -> GroupsCheck.main(new String[] {"stageA"})).doesNotThrowAnyException();
  }

  @Test
  void theBuildEndsWithTheKnownTagsInItsMessage() {
    assertThatThrownBy(() -> GroupsCheck.main(new String[] {"stageA | stageZ"}))
        .hasMessageStartingWith("-Dgroups=stageA | stageZ names a tag that no gate carries.")
        .hasMessageContaining("Known tags: audit, baseline, ");
    assertThatThrownBy(() -> GroupsCheck.main(new String[] {null}))
        .hasMessageStartingWith("-Dgroups= names a tag");
  }
}
