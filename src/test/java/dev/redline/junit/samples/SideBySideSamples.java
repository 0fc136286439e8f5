package dev.redline.junit.samples;

import dev.redline.junit.PhaseGates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two classes of a phase, whose tests are no gates and need no server. */
public final class SideBySideSamples {

  private SideBySideSamples() {}

  /** The first. */
  @PhaseGates("one")
  @Tag("sample")
  public static class One {
    @Test
    void first() {}

    @Test
    void second() {}
  }

  /** The second. */
  @PhaseGates("two")
  @Tag("sample")
  public static class Two {
    @Test
    void first() {}

    @Test
    void second() {}
  }
}
