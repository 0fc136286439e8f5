package dev.redline.vector;

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
}
