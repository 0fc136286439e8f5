package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.phase.tuning.Rehearsal;
import dev.redline.plan.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the gates of one phase are about, each thing made when it is first asked for. */
final class PhaseScope implements AutoCloseable {

  private final String tag;
  private final PhaseContext context;
  private final RunConditions conditions;
  private final Map<Class<?>, Object> made = new HashMap<>();

  /** None is made yet. */
  PhaseScope(String tag, PhaseContext context, RunConditions conditions) {
    this.tag = tag;
    this.context = context;
    this.conditions = conditions;
  }

  String tag() {
    return tag;
  }

  /**
   * The phase as the plan describes it.
   *
   * @throws dev.redline.plan.yaml.PlanException if the plan does not
   */
  Phase phase() {
    return context.plan().phase(tag);
  }

  PhaseContext context() {
    return context;
  }

  RunConditions conditions() {
    return conditions;
  }

  /** The one subject of this type, which its gates share. */
  <T> T get(Class<T> type) {
    Object subject = made.get(type);
    if (subject == null) {
      subject = GateParameters.make(type, this);
      made.put(type, subject);
    }
    return type.cast(subject);
  }

  /** Lets go of the twins, if there are any. */
  @Override
  public void close() {
    if (made.get(Rehearsal.class) instanceof Rehearsal rehearsal) {
      rehearsal.close();
    }
  }

  /** What changes the server; empty as long as no gate has asked for it. */
  Optional<PhaseChange> change() {
    return Optional.ofNullable(made.get(PhaseChange.class)).map(PhaseChange.class::cast);
  }
}
