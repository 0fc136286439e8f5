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
        "No hay información sobre eso.",
        "Die Dokumente sagen dazu nichts.",
        "Les documents ne le précisent pas.",
        "Los documentos no lo mencionan.",
        "Sorry, but I do not know.",
        "I am sorry for the inconvenience. I am not able to answer this.",
        "The documents do not say, but you can ask support.",
        "The answer is not in the passages.",
        "It cannot be determined from the context."
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
        "VACUUM does not block reads.",
        "The price is not given, but it costs 8 euros a month.",
        "The manual does not say so, yet the answer is 42.",
        "I don't know, however the limit is 5 GB.",
        "Unfortunately it costs 8 euros. I do not know more.",
        "Please note that it costs 8 euros. I do not know more.",
        "The option was not available until 2019.",
        "Redis does not include vector search, PostgreSQL does.",
        "Ich weiß es nicht, aber es kostet 8 Euro."
      })
  void answers(String answer) {
    assertThat(Refusal.is(answer)).isFalse();
  }
}
