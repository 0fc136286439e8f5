package dev.redline.rag.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "I don't know.",
        "I do not know the answer to that.",
        "Sorry, I cannot answer this question.",
        "The documents do not mention a price. Please contact support.",
        "There is no information about this in the provided context.",
        "This is not stated in the passages.",
        "Ich weiß es nicht.",
        "Das kann ich anhand der Texte nicht beantworten.",
        "Je ne sais pas.",
        "No hay información sobre eso."
      })
  void saysThatItHasNoAnswer(String answer) {
    assertThat(Refusal.is(answer)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It costs 8 euros.",
        "I don't know exactly. It costs 8 euros.",
        "No index is needed for that.",
        "Please contact support.",
        "VACUUM does not block reads."
      })
  void answers(String answer) {
    assertThat(Refusal.is(answer)).isFalse();
  }
}
