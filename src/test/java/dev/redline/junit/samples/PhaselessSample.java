package dev.redline.junit.samples;

import dev.redline.junit.Gate;
import org.junit.jupiter.api.Tag;

/** A gate that belongs to no phase. */
@Tag("sample")
public class PhaselessSample {

  @Gate("A gate without a phase")
  void gate() {
    throw new AssertionError("this gate was not to run");
  }
}
