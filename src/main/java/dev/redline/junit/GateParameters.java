package dev.redline.junit;

import dev.redline.change.PhaseChange;
import dev.redline.change.PhaseContext;
import dev.redline.health.ServerHealth;
import dev.redline.phase.answers.EvaluationRun;
import dev.redline.plan.Phase;
import dev.redline.plan.Plan;
import dev.redline.postgres.Connector;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a gate may take as a parameter besides its record: what a {@link GateParameter} makes, and
 * any public class whose one public constructor takes nothing but such parameters and the values of
 * a phase that are listed here. Nothing has to be registered for the latter.
 */
final class GateParameters {

  private static final Map<Class<?>, Function<PhaseScope, ?>> OF_A_PHASE =
      Map.of(
          PhaseContext.class, PhaseScope::context,
          Phase.class, PhaseScope::phase,
          PhaseChange.class, of -> new PhaseChange(of.tag(), of.context()),
          RunConditions.class, PhaseScope::conditions,
          Plan.class, of -> of.context().plan(),
          ServerHealth.class, of -> of.context().health(),
          Connector.class, of -> of.context().connector(),
          Clock.class, of -> of.context().clock());

  private static final List<GateParameter> REGISTERED = all(GateParameter.class);
  private static final List<ServerlessParameter> SERVERLESS = all(ServerlessParameter.class);

  private GateParameters() {}

  private static <T> List<T> all(Class<T> service) {
    return ServiceLoader.load(service).stream().map(Supplier::get).toList();
  }

  static boolean known(Class<?> type) {
    return OF_A_PHASE.containsKey(type)
        || type == Judgements.class
        || needsNoServer(type)
        || registered(type).isPresent()
        || constructor(type)
            .filter(found -> Stream.of(found.getParameterTypes()).allMatch(GateParameters::known))
            .isPresent();
  }

  /** For a known type; opens the server if it takes one. */
  static Object resolve(Class<?> type, GateRun run, String phase) {
    if (type == EvaluationRun.class) {
      return run.resources().evaluation().run();
    }
    if (type == Judgements.class) {
      return run.judgements();
    }
    return serverless(type)
        .map(made -> made.make(run.resources().conditions()))
        .orElseGet(() -> run.resources().subjects(phase).get(type));
  }

  /** Whether it is about what is on disk: answers in a file, the journal. */
  static boolean needsNoServer(Class<?> type) {
    return type == EvaluationRun.class || serverless(type).isPresent();
  }

  private static Optional<ServerlessParameter> serverless(Class<?> type) {
    return SERVERLESS.stream().filter(each -> each.type() == type).findFirst();
  }

  /** A new one, for a known type that takes a server. */
  static Object make(Class<?> type, PhaseScope of) {
    Function<PhaseScope, ?> value = OF_A_PHASE.get(type);
    return value != null
        ? value.apply(of)
        : registered(type)
            .map(found -> found.make(of))
            .orElseGet(() -> constructed(constructor(type).orElseThrow(), of));
  }

  private static Optional<GateParameter> registered(Class<?> type) {
    return REGISTERED.stream().filter(each -> each.type() == type).findFirst();
  }

  private static Optional<Constructor<?>> constructor(Class<?> type) {
    Constructor<?>[] all = type.getConstructors();
    return all.length == 1 && all[0].getParameterCount() > 0 && isOurs(type)
        ? Optional.of(all[0])
        : Optional.empty();
  }

  private static boolean isOurs(Class<?> type) {
    return !type.isRecord()
        && !Modifier.isAbstract(type.getModifiers())
        && Modifier.isPublic(type.getModifiers());
  }

  private static Object constructed(Constructor<?> constructor, PhaseScope of) {
    Object[] arguments =
        Stream.of(constructor.getParameterTypes()).<Object>map(of::get).toArray(Object[]::new);
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException met
          ? met
          : new IllegalStateException("Could not make " + constructor.getDeclaringClass(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Could not make " + constructor.getDeclaringClass(), e);
    }
  }
}
