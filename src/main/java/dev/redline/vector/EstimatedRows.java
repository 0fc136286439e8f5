package dev.redline.vector;

/**
 * How many rows a relation has, without counting them: by statistics and how much it has grown
 * since, as the planner reckons; where it was never analysed, by its size and the widths of its
 * columns. Vectors of more than a quarter of a page lie beside the table.
 */
public final class EstimatedRows {

  private static final String OF_ONE =
      """
      CASE WHEN %1$s.relkind NOT IN ('r', 'm') THEN 0
        WHEN %1$s.reltuples >= 0 AND %1$s.relpages > 0 THEN
          (%1$s.reltuples::float8 / %1$s.relpages * coalesce(pg_catalog.pg_relation_size(%1$s.oid), 0)
           / pg_catalog.current_setting('block_size')::int)::bigint
        ELSE (coalesce(pg_catalog.pg_relation_size(%1$s.oid), 0) / (28 + (
          SELECT coalesce(pg_catalog.sum(CASE
              WHEN w.atttypmod > 500 AND wt.typname = 'vector' AND w.attstorage <> 'p' THEN 18
              WHEN w.attlen > 0 THEN w.attlen
              WHEN w.atttypmod > 0 AND wt.typname = 'vector' THEN 8 + 4 * w.atttypmod
              WHEN w.atttypmod > 0 AND wt.typname = 'halfvec' THEN 8 + 2 * w.atttypmod
              WHEN w.atttypmod > 0 AND wt.typname = 'bit' THEN 8 + w.atttypmod / 8
              ELSE 32 END), 0)::float8
          FROM pg_catalog.pg_attribute w JOIN pg_catalog.pg_type wt ON wt.oid = w.atttypid
          WHERE w.attrelid = %1$s.oid AND w.attnum > 0 AND NOT w.attisdropped)))::bigint END
      """;

  private EstimatedRows() {}

  /**
   * As SQL, a bigint; 0 for what has no rows of its own, such as a partitioned table.
   *
   * @param alias of {@code pg_class}
   */
  public static String of(String alias) {
    return OF_ONE.formatted(alias);
  }

  /**
   * The same with those of all partitions.
   *
   * @param alias of {@code pg_class}
   */
  public static String withPartitions(String alias) {
    return "(CASE WHEN %1$s.relkind <> 'p' THEN %2$s ELSE (SELECT coalesce(pg_catalog.sum(%3$s), 0)::bigint FROM pg_catalog.pg_partition_tree(%1$s.oid) leaf JOIN pg_catalog.pg_class part ON part.oid = leaf.relid) END)"
        .formatted(alias, of(alias), of("part"));
  }
}
