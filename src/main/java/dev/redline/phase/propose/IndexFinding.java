package dev.redline.phase.propose;

/**
 * Something that is wrong with a vector index.
 *
 * @param observed what was seen
 * @param statement that mends it
 */
record IndexFinding(String index, String observed, String statement) {

  static IndexFinding of(CatalogIndex index, String observed, String statement) {
    return new IndexFinding(index.name().toString(), observed, statement);
  }

  @Override
  public String toString() {
    return "%s %s: %s".formatted(index, observed, statement);
  }
}
