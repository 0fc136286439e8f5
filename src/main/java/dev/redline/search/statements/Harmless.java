package dev.redline.search.statements;

import dev.redline.plan.workload.RelationName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells functions without side effects from others. What counts: built into the server (an OID that
 * no user can give, in pg_catalog), immutable or stable, and not on the list below; pgvector's; and
 * those that a person names. What anybody else says of a function in CREATE FUNCTION proves
 * nothing.
 *
 * @param named by a person
 */
record Harmless(List<RelationName> named) {

  /** Built in, and stable or immutable by the catalog's word or somebody's ALTER FUNCTION. */
  private static final Pattern DENIED =
      Pattern.compile(
          "pg_(notify|sleep|advisory|try_advisory|read|ls|stat_file|stat_reset|stat_force|stat_clear"
              + "|cancel|terminate|reload|rotate|switch|create|drop|logical|replication|wal_replay"
              + "|promote|export|import|log|backup|start|stop|file|current_xact|event_trigger"
              + "|nextoid|prewarm|extension_config|get_wal|walfile|copy|sync|set|clear|restore).*"
              + "|(txid_current|lo_|loread|lowrite|set_config|nextval|setval|query_to_|cursor_to_"
              + "|table_to_|schema_to_|database_to_|ts_stat|binary_upgrade|currtid|brin_|gin_clean"
              + "|dblink|be_lo).*");

  /** Volatile for what they return alone. */
  private static final Set<String> RANDOM =
      Set.of("random", "clock_timestamp", "timeofday", "gen_random_uuid", "uuidv4", "uuidv7");

  private static final String QUERY =
      """
      WITH used AS (
        SELECT unnest(?::oid[]) AS f
        UNION SELECT oprcode::oid FROM pg_catalog.pg_operator WHERE oid = ANY (?::oid[])
        UNION SELECT unnest(ARRAY[typinput::oid, typoutput::oid]) FROM pg_catalog.pg_type
              WHERE oid = ANY (?::oid[])),
      all_used AS (
        SELECT f FROM used
        UNION SELECT unnest(ARRAY[aggtransfn::oid, aggfinalfn::oid, aggcombinefn::oid,
          aggserialfn::oid, aggdeserialfn::oid, aggmtransfn::oid, aggminvtransfn::oid,
          aggmfinalfn::oid]) FROM pg_catalog.pg_aggregate WHERE aggfnoid::oid IN (SELECT f FROM used))
      SELECT p.oid::bigint, n.nspname, p.proname, p.provolatile, l.lanname,
             EXISTS (SELECT FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
                     WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                       AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
                       AND e.extname = 'vector')
      FROM all_used JOIN pg_catalog.pg_proc p ON p.oid = f
      JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace JOIN pg_catalog.pg_language l ON l.oid = p.prolang
      """;

  /** OIDs below are the server's own: {@code FirstNormalObjectId}. */
  private static final long FIRST_OF_USERS = 16384;

  /**
   * A function that is not known to be harmless.
   *
   * @param mayRunInPlanning whether the planner may call it: it does not call what is volatile
   */
  record Doubtful(String name, boolean mayRunInPlanning) {}

  /** Those of a statement; reads the catalog. */
  List<Doubtful> doubtful(Connection connection, StatementTree tree) throws SQLException {
    List<Doubtful> doubtful = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
      statement.setArray(1, connection.createArrayOf("oid", tree.functions().toArray()));
      statement.setArray(2, connection.createArrayOf("oid", tree.operators().toArray()));
      statement.setArray(3, connection.createArrayOf("oid", tree.types().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String name = row.getString(2) + "." + row.getString(3);
          if (!isHarmless(row)) {
            boolean volatileC = row.getString(4).equals("v") && !row.getString(5).equals("sql");
            doubtful.add(new Doubtful(name, !volatileC));
          }
        }
      }
    }
    return doubtful;
  }

  private boolean isHarmless(ResultSet row) throws SQLException {
    String name = row.getString(3);
    boolean steady = !row.getString(4).equals("v");
    boolean builtIn =
        row.getLong(1) < FIRST_OF_USERS
            && row.getString(2).equals("pg_catalog")
            && (steady || RANDOM.contains(name))
            && !DENIED.matcher(name).matches();
    return builtIn
        || (row.getBoolean(6) && steady)
        || named.contains(new RelationName(row.getString(2), name));
  }
}
