package dev.redline.record;

import dev.redline.quoting.CauseText;
import dev.redline.quoting.ServerWords;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exception as a stack trace may print it, where a server has said more than is shown: the same
 * kinds and places, its words replaced.
 */
final class ShownCause extends RuntimeException {

  private ShownCause(Throwable original, String message, @Nullable Throwable cause) {
    super(original.getClass().getName() + ": " + message, cause);
    setStackTrace(original.getStackTrace());
  }

  /** The exception itself, if all of it may be shown. */
  static Throwable of(Throwable thrown) {
    return all(thrown).anyMatch(ShownCause::saysMore) ? copy(thrown, thrown) : thrown;
  }

  /** A text that was made of the exception, without what is not shown. */
  static String text(Throwable thrown, String text) {
    String shown = text;
    for (Throwable each : all(thrown).filter(ShownCause::saysMore).toList()) {
      shown = shown.replace(String.valueOf(each.getMessage()), CauseText.of(each));
    }
    return shown;
  }

  private static ShownCause copy(Throwable whole, Throwable thrown) {
    Throwable cause = thrown.getCause();
    ShownCause copy =
        new ShownCause(
            thrown, text(whole, CauseText.of(thrown)), cause == null ? null : copy(whole, cause));
    Arrays.stream(thrown.getSuppressed()).forEach(each -> copy.addSuppressed(copy(whole, each)));
    return copy;
  }

  private static boolean saysMore(Throwable thrown) {
    return thrown instanceof SQLException sql
        && sql.getMessage() != null
        && !ServerWords.of(sql).equals(sql.getMessage());
  }

  private static Stream<Throwable> all(Throwable thrown) {
    return Stream.concat(
        Stream.of(thrown),
        Stream.concat(Stream.ofNullable(thrown.getCause()), Stream.of(thrown.getSuppressed()))
            .flatMap(ShownCause::all));
  }
}
