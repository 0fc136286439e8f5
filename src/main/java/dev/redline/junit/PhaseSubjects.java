package dev.redline.junit;

import dev.redline.plan.Phase;
import dev.redline.run.PhaseChange;
import dev.redline.run.StageContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the gates of one phase are about, each thing made when it is first asked for. */
final class PhaseSubjects {

  private final String tag;
  private final StageContext context;
  private final RunConditions conditions;
  private final Map<Class<?>, Object> made = new HashMap<>();

  /** None is made yet. */
  PhaseSubjects(String tag, StageContext context, RunConditions conditions) {
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
   * @throws dev.redline.plan.PlanException if the plan does not
   */
  Phase phase() {
    return context.plan().phase(tag);
  }

  StageContext context() {
    return context;
  }

  RunConditions conditions() {
    return conditions;
  }

  /** The one subject of this type, which its gates share. */
  <T> T get(Class<T> type) {
    Object subject = made.get(type);
    if (subject == null) {
      subject = Subjects.make(type, this);
      made.put(type, subject);
    }
    return type.cast(subject);
  }

  /** What changes the server; empty as long as no gate has asked for it. */
  Optional<PhaseChange> change() {
    return Optional.ofNullable(made.get(PhaseChange.class)).map(PhaseChange.class::cast);
  }
}
