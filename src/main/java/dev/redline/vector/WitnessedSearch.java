package dev.redline.vector;

/**
 * A search, and the settings that it ran under, read beside it on the same connection.
 *
 * @param rows that it returned
 * @param before in a transaction before the search's
 * @param set in the search's transaction, after the policy was applied and before the search
 * @param within in the search's transaction, after the search
 * @param after in the transaction that follows
 */
public record WitnessedSearch(
    int k,
    int rows,
    HnswSettings before,
    HnswSettings set,
    HnswSettings within,
    HnswSettings after) {

  /** Whether policy and search shared a transaction, which what came before and after did not. */
  public boolean ownTransaction() {
    return set.transaction().equals(within.transaction())
        && !before.transaction().equals(set.transaction())
        && !after.transaction().equals(within.transaction());
  }
}
