package org.example;

/** A vector that counts words: in place of the model that your project has. */
final class WordVectors {

  static final int DIMENSIONS = 512;

  private WordVectors() {}

  static float[] of(String text) {
    float[] counts = new float[DIMENSIONS];
    for (String word : text.toLowerCase(java.util.Locale.ROOT).split("\\W+")) {
      counts[Math.floorMod(word.hashCode(), DIMENSIONS)]++;
    }
    return counts;
  }
}
