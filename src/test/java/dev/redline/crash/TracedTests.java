package dev.redline.crash;

import org.junit.jupiter.api.Assumptions;

/** Tests that need strace: they say so where it is missing, and fail there in CI. */
public final class TracedTests {

  private TracedTests() {}

  public static void require() {
    Tracer.reasonAgainst().ifPresent(TracedTests::notRun);
  }

  private static void notRun(String reason) {
    String message = "NOT RUN, so nothing is shown about crashes: " + reason;
    System.out.println(message);
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(message);
    }
    Assumptions.abort(message);
  }
}
