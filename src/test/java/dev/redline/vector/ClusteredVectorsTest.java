package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClusteredVectorsTest {

  private static final int DIMENSIONS = 64;

  /** Seed 1070, stream 1, worked out apart from this code. */
  private static final float[] KNOWN = {-0.792107f, -0.532148f, 0.298974f};

  @Test
  void theSameSeedAndStreamGiveTheSameVectors() {
    assertThat(draw(1070, 1)).isDeepEqualTo(draw(1070, 1));
  }

  @Test
  void theVectorsAreThoseOfEveryOtherMachine() {
    float[] vector = new ClusteredVectors(3, 2, 1070, 1).next();

    assertThat(vector).containsExactly(KNOWN, within(1e-6f));
  }

  @Test
  void everyVectorHasLengthOne() {
    for (float[] vector : draw(1070, 1)) {
      assertThat(Math.sqrt(product(vector, vector))).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void anotherStreamDrawsOthers() {
    assertThat(List.of(draw(1070, 1))).doesNotContainAnyElementsOf(List.of(draw(1070, 2)));
  }

  @Test
  void anotherStreamDrawsFromTheSameGroups() {
    float[] stored = new ClusteredVectors(DIMENSIONS, 1, 1070, 1).next();

    assertThat(product(stored, new ClusteredVectors(DIMENSIONS, 1, 1070, 2).next()))
        .isGreaterThan(0.5);
    assertThat(product(stored, new ClusteredVectors(DIMENSIONS, 1, 1071, 1).next()))
        .isLessThan(0.5);
  }

  @Test
  void membersOfOneGroupAreNearEachOtherAndNotEqual() {
    ClusteredVectors one = new ClusteredVectors(DIMENSIONS, 1, 1070, 1);
    float[] first = one.next();

    for (int i = 0; i < 20; i++) {
      assertThat(product(first, one.next())).isBetween(0.5, 0.99);
    }
  }

  @Test
  void vectorsComeFromEveryGroup() {
    float[][] vectors = draw(1070, 1);

    long unlikeTheFirst =
        Stream.of(vectors).filter(vector -> product(vectors[0], vector) < 0.5).count();

    assertThat(unlikeTheFirst).isBetween(1L, vectors.length - 2L);
  }

  private static float[][] draw(long seed, long stream) {
    ClusteredVectors vectors = new ClusteredVectors(DIMENSIONS, 4, seed, stream);
    return Stream.generate(vectors::next).limit(50).toArray(float[][]::new);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
