package dev.redline.gates;

import dev.redline.change.ChangingPhase;
import dev.redline.junit.Gate;
import dev.redline.junit.Judgements;
import dev.redline.junit.Promise;
import dev.redline.record.GateRecord;
import io.qameta.allure.SeverityLevel;
import org.junit.jupiter.api.Order;

/**
 * A change that is judged by more than one gate: each is made, whatever became of those before it.
 *
 * @param <P> the phase, whose steps they ask
 */
abstract class JudgedChangeGates<P extends ChangingPhase> extends ChangeGates<P> {

  @Gate("Everything that was judged after the change has passed")
  @Promise(about = "the change", breaks = SeverityLevel.BLOCKER)
  @Order(195)
  void judgementsPassed(Judgements judgements, GateRecord record) {
    record.require(judgements.all());
  }
}
