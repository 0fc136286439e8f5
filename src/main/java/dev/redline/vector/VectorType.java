package dev.redline.vector;

import com.pgvector.PGbit;
import com.pgvector.PGhalfvec;
import com.pgvector.PGsparsevec;
import com.pgvector.PGvector;
import java.util.Locale;
import java.util.Optional;

/** A type whose values pgvector searches. */
public enum VectorType {
  VECTOR,
  HALFVEC,
  SPARSEVEC,
  BIT;

  /** The type of that name in the catalog; empty if it is none of them. */
  public static Optional<VectorType> named(String name) {
    for (VectorType type : values()) {
      if (type.name().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /** What an embedder gave, as text of this type; bits are the signs, as binary_quantize has it. */
  public String literal(float[] vector) {
    return String.valueOf(
        switch (this) {
          case VECTOR -> new PGvector(vector).getValue();
          case HALFVEC -> new PGhalfvec(vector).getValue();
          case SPARSEVEC -> new PGsparsevec(vector).getValue();
          case BIT -> new PGbit(signs(vector)).getValue();
        });
  }

  private static boolean[] signs(float[] vector) {
    boolean[] signs = new boolean[vector.length];
    for (int i = 0; i < vector.length; i++) {
      signs[i] = vector[i] > 0;
    }
    return signs;
  }
}
