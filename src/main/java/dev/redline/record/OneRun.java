package dev.redline.record;

import dev.redline.change.lock.LockedException;
import dev.redline.change.lock.TunerLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run at a time in a folder: two would empty each other's results and replace each other's
 * page.
 */
public final class OneRun {

  /** Tells the gates of this process why they may not run: what the listener found before them. */
  public static final String REFUSED = "redline.refused";

  private static final String FILE = "run";

  private OneRun() {}

  /** Another run is under way here. The message says which, and what to do. */
  public static final class UnderWayException extends IllegalStateException {

    UnderWayException(String message) {
      super(message);
    }
  }

  /**
   * Takes the folder for as long as a run lasts.
   *
   * @param home the folder's own, {@code .redline}
   * @param refused what {@link #REFUSED} says; null if it says nothing
   * @throws UnderWayException if another run is under way, or was when this one began
   */
  public static TunerLock take(Path home, Instant now, @Nullable String refused) {
    if (refused != null) {
      throw new UnderWayException(refused);
    }
    try {
      return TunerLock.take(home.resolve(FILE), now);
    } catch (LockedException e) {
      throw new UnderWayException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Lets a folder pass in which nothing is under way. Makes nothing.
   *
   * @throws UnderWayException if something is
   */
  public static void requireNone(Path home) {
    if (Files.exists(home.resolve(FILE))) {
      take(home, Instant.now(), null).close();
    }
  }

  /**
   * The same for a build, before it empties anything.
   *
   * @param arguments the folder's own
   * @throws UnderWayException if something is under way, without where in this code
   */
  public static void main(String[] arguments) {
    try {
      requireNone(Path.of(arguments[0]));
    } catch (UnderWayException e) {
      e.setStackTrace(new StackTraceElement[0]);
      throw e;
    }
  }
}
