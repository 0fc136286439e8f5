package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.rag.Claim;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.metric.Label;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineJudgeTest {

  private final OfflineJudge judge = new OfflineJudge();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The cache has 8 GB              | The cache has 8192MB.                        | ENTAILMENT
          The cache has 8GB               | The cache has 8MB.                           | CONTRADICTION
          Three workers run at most       | Up to 3 workers run.                         | ENTAILMENT
          A checkpoint starts every 300 s | A checkpoint starts every 5 minutes.         | ENTAILMENT
          The index takes 2 million rows  | The index takes 2,000,000 rows.              | ENTAILMENT
          The table has twelve columns    | The table has 12 columns.                    | ENTAILMENT
          The default of m is 16          | The default of m is 16 and of k it is 64.    | ENTAILMENT
          Raising m makes builds slower   | Raising m makes builds faster.               | CONTRADICTION
          Raising m makes builds slower   | Raising m does not make builds slower.       | CONTRADICTION
          Builds are not slow             | Builds are fast.                             | ENTAILMENT
          HNSW is faster than IVFFlat     | IVFFlat is faster than HNSW.                 | CONTRADICTION
          The default of work_mem is 4MB  | The default of wal_buffers is 4MB.           | NEUTRAL
          The buyer sued the seller       | The seller sued the buyer.                   | CONTRADICTION
          The buyer was sued by the seller | The seller sued the buyer.                  | ENTAILMENT
          The drug lowers blood pressure  | The drug may lower blood pressure.           | NEUTRAL
          All samples held lead           | Most samples held lead.                      | NEUTRAL
          Only the tenant can end it      | The tenant can end it.                       | NEUTRAL
          The rash came before the fever  | The fever came before the rash.              | CONTRADICTION
          The fever came after the rash   | The rash came before the fever.              | ENTAILMENT
          The cache holds 2048 MB         | The cache holds 2 GB.                        | ENTAILMENT
          The dye stains wool at noon     | The dye stains wool.                         | NEUTRAL
          The sky over Bremen is grey     | The default of wal_buffers is 4MB.           | NEUTRAL
          After the mayor saw it, the plan passed | The plan passed after the mayor saw it.      | ENTAILMENT
          Before the mayor saw it, the plan passed | The plan passed after the mayor saw it.     | CONTRADICTION
          The valve closed, then the pump started | The valve closed before the pump started.    | ENTAILMENT
          The nurse wrote the report      | The report was written by the nurse.         | ENTAILMENT
          The drug lowers mortality       | Doctors hope that the drug lowers mortality. | NEUTRAL
          The chairman took the bribe     | The chairman was accused of taking the bribe. | NEUTRAL
          The bridge opens in May         | The bridge is planned to open in May.        | NEUTRAL
          The upgrade might break clients | The upgrade might break clients.             | ENTAILMENT
          Every clinic keeps the vaccine  | Nearly every clinic keeps the vaccine.       | NEUTRAL
          All shops sell stamps           | Half of the shops sell stamps.               | NEUTRAL
          The trains stop at Bern         | Some trains stop at Bern.                    | NEUTRAL
          The clerk signed the form       | The clerk refused to sign the form.          | CONTRADICTION
          Male whales do not sing         | Whales feed in summer. Only the males sing.  | NEUTRAL
          The tank holds 5000 g           | The tank holds 5 kg.                         | ENTAILMENT
          The tower is 0.3 km high        | The tower is 300 m high.                     | ENTAILMENT
          The slot fills the disk slowly and deletes the archive | The slot fills the disk slowly. | NEUTRAL
          """)
  void aClaimIsHeldAgainstAText(String claim, String text, Label expected) {
    assertThat(check("", claim, text)).isEqualTo(expected);
  }

  @Test
  void anAnswerThatNamesNothingSpeaksOfWhatWasAskedAbout() {
    String claim = "The default of hnsw.ef_search is 40";
    String answer = "The default is 40.";
    assertThat(check("What is the default of hnsw.ef_search?", claim, answer))
        .isEqualTo(Label.ENTAILMENT);
    assertThat(check("", claim, answer)).isEqualTo(Label.NEUTRAL);
  }

  @Test
  void aTextWithAnotherNameDoesNotSpeakOfWhatWasAskedAbout() {
    String question = "What is the default of hnsw.ef_search?";
    assertThat(
            check(
                question, "The default of hnsw.ef_search is 1", "ivfflat.probes is 1 by default."))
        .isEqualTo(Label.NEUTRAL);
  }

  @Test
  void anEmptyReferenceSupportsNothing() {
    assertThat(check("", "The default of work_mem is 4MB", "")).isEqualTo(Label.NEUTRAL);
  }

  @Test
  void noClaimsNeedNoLabels() {
    assertThat(judge.check("", List.of(), "Text.")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "默认值是 4MB。",
        "Значение work_mem по умолчанию равно 4MB.",
        "The default is 4MB. Значение по умолчанию равно 64MB.",
        "القيمة الافتراضية هي 4",
        "既定値は four です。",
        "Der Standardwert von work_mem ist nicht 4MB.",
        "Le médicament ne réduit pas la tension.",
        "El banco no subió los tipos en marzo.",
        "The default is 4MB. Ein Neustart des Servers ist dazu nicht nötig."
      })
  void aTextInAnotherLanguageIsNotJudged(String text) {
    assertThatThrownBy(() -> judge.extract("", text))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageContaining("reads English alone, and a text to take claims from is not")
        .hasMessageContaining("-Djudge=bedrock");
    assertThatThrownBy(() -> check("", "The default of work_mem is 4MB", text))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageContaining("a text to hold claims against");
    assertThatThrownBy(() -> check("", text, "The default of work_mem is 4MB."))
        .isInstanceOf(UnusableReplyException.class)
        .hasMessageContaining("a claim");
  }

  @Test
  void lettersOfWhichNoClaimCanBeMadeAreNotJudged() {
    assertThatThrownBy(() -> judge.extract("", "é"))
        .isInstanceOfSatisfying(
            UnusableReplyException.class, e -> assertThat(e.reply()).isEqualTo("é"))
        .hasMessage("The offline judge finds no claim in a text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "...", "—", "1️⃣ !", "5 µ."})
  void aTextWithoutLettersClaimsNothingAndIsNoObstacle(String text) {
    assertThat(check("", "The default of work_mem is 4MB", text)).isEqualTo(Label.NEUTRAL);
    assertThat(judge.extract("", "...")).isEmpty();
  }

  @Test
  void aNameInOtherLettersIsNoObstacleInAnEnglishSentence() {
    String text = "The office in Москва keeps 3 replicas, σ is 0.2.";
    assertThat(judge.extract("", text)).isNotEmpty();
    assertThat(check("", "The office keeps 3 replicas", text)).isEqualTo(Label.ENTAILMENT);
  }

  @Test
  void aSentenceIsOneStatementHoweverFineItsClaimsAre() {
    List<Claim> claims = judge.extract("", "The northern buyer sued the seller in 2012.");
    assertThat(claims).hasSizeGreaterThan(1);
    assertThat(judge.check("", claims, "The seller sued the northern buyer in 2012."))
        .contains(Label.CONTRADICTION);
  }

  @Test
  void whatATextSaysOnceSupportsNoClaimTwice() {
    List<Claim> claims =
        List.of(new Claim("Copper", "conducts", "heat"), new Claim("Copper", "conducts", "heat"));
    assertThat(judge.check("", claims, "Copper conducts heat."))
        .containsExactly(Label.ENTAILMENT, Label.NEUTRAL);
  }

  /** A sentence says the like of two things: what it says of one it does not say of the other. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The pressure fell by 9 points with the placebo | The pressure fell by 9 points with the tablet and by 3 points with the placebo. | NEUTRAL
          The pressure fell by 3 points with the tablet  | The pressure fell by 9 points with the tablet and by 3 points with the placebo. | NEUTRAL
          The pressure fell by 3 points with the placebo | The pressure fell by 9 points with the tablet and by 3 points with the placebo. | ENTAILMENT
          Stairs in houses are 120 cm wide               | Stairs in houses are 80 cm wide, those in offices 120 cm.                      | NEUTRAL
          Stairs in houses are 80 cm wide                | Stairs in houses are 80 cm wide, those in offices 120 cm.                      | ENTAILMENT
          The engineer signs the drawings                | The architect signs the drawings and the engineer signs the calculation.       | NEUTRAL
          The architect signs the drawings               | The architect signs the drawings and the engineer signs the calculation.       | ENTAILMENT
          Headaches were frequent with the tablet        | Headaches were frequent with the placebo, dizziness with the tablet.           | NEUTRAL
          Dizziness was frequent with the placebo        | Headaches were frequent with the placebo, dizziness with the tablet.           | NEUTRAL
          Dizziness was frequent with the tablet         | Headaches were frequent with the placebo, dizziness with the tablet.           | ENTAILMENT
          Cracks were found in the southern tower        | Cracks were found in the northern tower but not in the southern one.           | NEUTRAL
          The plant in Hull makes steel                  | The plant in Hull makes steel in rods, and the council praised the plant.      | ENTAILMENT
          """)
  void whatASentenceKeepsApartIsNotJoined(String claim, String text, Label label) {
    Label given = check("", claim, text);
    if (label == Label.ENTAILMENT) {
      assertThat(given).isEqualTo(Label.ENTAILMENT);
    } else {
      assertThat(given).isNotEqualTo(Label.ENTAILMENT);
    }
  }

  /** Characters that nobody sees hide no negation and no number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The cache is n\u200bot kept", // a space of no width
        "The cache is n\u00adot kept", // a hyphen that shows at the end of a line alone
        "The cache is n\u2060\u200dot kept",
        "The cache is \uff4e\uff4f\uff54 kept", // wide letters
        "The cache is kept for \u0663\u0660 s", // Arabic digits
        "The cache is kept for \uff13\uff10 s"
      })
  void whatIsWrittenInOddCharactersIsRead(String claim) {
    assertThat(check("", claim, "The cache is kept. The cache is kept for 20 s."))
        .isNotEqualTo(Label.ENTAILMENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The cache is n\u043et kept", // a Cyrillic o
        "The limit is \u202e61\u202c rows" // shown as 16
      })
  void whatIsShownOtherwiseThanItIsWrittenIsNotJudged(String text) {
    assertThatThrownBy(() -> judge.extract("", text)).isInstanceOf(UnusableReplyException.class);
    assertThatThrownBy(() -> check("", text, "The cache is kept. The limit is 61 rows."))
        .isInstanceOf(UnusableReplyException.class);
    assertThatThrownBy(() -> check("", "The cache is kept", text))
        .isInstanceOf(UnusableReplyException.class);
  }

  private Label check(String question, String claim, String text) {
    List<Claim> claims = List.of(new Claim(claim, "", ""));
    return judge.check(question, claims, text).get(0);
  }
}
