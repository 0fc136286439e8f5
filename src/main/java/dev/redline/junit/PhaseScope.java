package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.change.PhaseResource;
import dev.redline.plan.Phase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the gates of one phase are about, each thing made when it is first asked for. */
public final class PhaseScope implements AutoCloseable {

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

  /** As gates/plan.yaml has it. */
  public String tag() {
    return tag;
  }

  /**
   * The phase as the plan describes it.
   *
   * @throws dev.redline.plan.yaml.PlanException if the plan does not
   */
  public Phase phase() {
    return context.plan().phase(tag);
  }

  /** The server, and what the phases of a run share. */
  public PhaseContext context() {
    return context;
  }

  /** Folders and -D options of the run. */
  public RunConditions conditions() {
    return conditions;
  }

  /** The one subject of this type, which its gates share. */
  public <T> T get(Class<T> type) {
    Object subject = made.get(type);
    if (subject == null) {
      subject = GateParameters.make(type, this);
      made.put(type, subject);
    }
    return type.cast(subject);
  }

  /** Lets go of what the subjects hold, such as twins. */
  @Override
  public void close() {
    made.values().stream()
        .filter(PhaseResource.class::isInstance)
        .map(PhaseResource.class::cast)
        .forEach(PhaseResource::close);
  }

  /** What changes the server; empty as long as no gate has asked for it. */
  Optional<PhaseChange> change() {
    return Optional.ofNullable(made.get(PhaseChange.class)).map(PhaseChange.class::cast);
  }
}
