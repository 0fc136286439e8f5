package dev.redline.workload.pairs;

import dev.redline.vector.SearchInput;
import dev.redline.vector.Searchable;
import java.util.List;

/**
 * Searches of one class.
 *
 * @param name such as {@code K=16 no filter}, without a comma
 * @param old what the old server is asked
 * @param changed what the new server is asked; the same, unless a slow-down is planted
 * @param k rows asked for
 * @param queries what is searched for, at least one
 */
public record PairKind(
    String name, Searchable old, Searchable changed, int k, List<SearchInput> queries) {

  /** Both servers are asked the same. */
  public static PairKind of(String name, Searchable rows, int k, List<SearchInput> queries) {
    return new PairKind(name, rows, rows, k, queries);
  }
}
