package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A test of this project's that has nothing to do with Redline: mvn test runs it alone. */
class OwnTest {

  @Test
  @Tag("gate")
  void addsUp() {
    assertEquals(4, 2 + 2);
  }
}
