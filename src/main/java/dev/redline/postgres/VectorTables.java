package dev.redline.postgres;

/** Which relations hold vectors, for queries of the catalog. */
public final class VectorTables {

  private VectorTables() {}

  /**
   * A condition in SQL: a column of one of pgvector's types, or a vector index, which makes bits
   * and expressions vectors, too.
   *
   * @param oid of the relation, as SQL, such as {@code c.oid}
   */
  public static String condition(String oid) {
    return """
        (EXISTS (SELECT FROM pg_catalog.pg_attribute a
                 JOIN pg_catalog.pg_type ty ON ty.oid = a.atttypid
                 WHERE a.attrelid = %1$s AND ty.typname IN ('vector', 'halfvec', 'sparsevec'))
         OR EXISTS (SELECT FROM pg_catalog.pg_index x
                    JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
                    JOIN pg_catalog.pg_am am ON am.oid = i.relam
                    WHERE x.indrelid = %1$s AND am.amname IN ('hnsw', 'ivfflat')))
        """
        .formatted(oid);
  }
}
