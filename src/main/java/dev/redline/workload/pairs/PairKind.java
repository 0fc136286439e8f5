package dev.redline.workload.pairs;

import dev.redline.vector.Searchable;

/**
 * Searches of one class.
 *
 * @param name such as {@code K=16 no filter}, without a comma
 * @param old what the old server is asked
 * @param changed what the new server is asked; the same, unless a slow-down is planted
 * @param k rows asked for
 */
public record PairKind(String name, Searchable old, Searchable changed, int k) {

  /** Both servers are asked the same. */
  public static PairKind of(String name, Searchable rows, int k) {
    return new PairKind(name, rows, rows, k);
  }
}
