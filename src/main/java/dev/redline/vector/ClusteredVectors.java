package dev.redline.vector;

import java.util.Random;

/**
 * Unit vectors in groups, as embeddings of related texts are: the same for the same seed, on every
 * machine.
 */
public final class ClusteredVectors {

  /** How far members of a group lie from its centre, relative to the centre's length. */
  private static final double SPREAD = 0.6;

  private final float[][] centres;
  private final Random random;

  /**
   * @param dimensions at least 1
   * @param clusters how many groups, at least 1
   * @param seed fixes the groups
   * @param stream fixes the members: another stream draws others from the same groups
   */
  public ClusteredVectors(int dimensions, int clusters, long seed, long stream) {
    Random forCentres = new Random(seed);
    this.centres = new float[clusters][];
    for (int i = 0; i < clusters; i++) {
      centres[i] = unit(gaussian(dimensions, forCentres));
    }
    this.random = new Random(seed * 31 + stream);
  }

  /** The next vector, of length 1. */
  public float[] next() {
    float[] centre = centres[random.nextInt(centres.length)];
    float[] vector = unit(gaussian(centre.length, random));
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (centre[i] + SPREAD * vector[i]);
    }
    return unit(vector);
  }

  private static float[] gaussian(int dimensions, Random random) {
    float[] vector = new float[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  private static float[] unit(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += value * value;
    }
    double length = Math.sqrt(sum);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
