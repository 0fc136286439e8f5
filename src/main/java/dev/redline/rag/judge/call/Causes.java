package dev.redline.rag.judge.call;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks behind what an exception is wrapped in. */
public final class Causes {

  private static final int DEEPEST = 20;

  private Causes() {}

  public static boolean any(Throwable failure, Collection<Class<?>> types) {
    return chain(failure).anyMatch(cause -> types.stream().anyMatch(t -> t.isInstance(cause)));
  }

  public static <T> Optional<T> first(Throwable failure, Class<T> type) {
    return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause).limit(DEEPEST);
  }
}
