package dev.redline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** A person reads words; the state file keeps the names. */
class PhaseStateTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T05:06:07Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @EnumSource
  void aPersonReadsWords(PhaseState state) {
    assertThat("%s".formatted(state)).matches("[a-z]+(,? [a-z]+)*");
  }

  @Test
  void noTwoStatesReadAlike() {
    List<String> words = Arrays.stream(PhaseState.values()).map(PhaseState::toString).toList();
    assertThat(words).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void theStateFileKeepsTheName(PhaseState state) {
    String json = JsonMapper.shared().writeValueAsString(state);
    assertThat(json).isEqualTo('"' + state.name() + '"');
    assertThat(JsonMapper.shared().readValue(json, PhaseState.class)).isEqualTo(state);
  }

  @Test
  void aMoveThatIsNotAllowedIsToldInWords() {
    StateStore store = StateStore.inMemory("plan");
    PhaseProgress progress = new PhaseProgress("stageA", store, CLOCK);
    assertThatThrownBy(() -> progress.become(PhaseState.ROLLED_BACK))
        .hasMessage("Phase stageA may not go from not run to put back");
  }
}
