package dev.redline.search.statements;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a statement is made of, views and row security written out, by the server's own word. What
 * is not known to be free of side effects is an obstacle.
 *
 * @param functions called, aggregates and those of samples among them
 * @param operators used, those that sort and group among them
 * @param types that text is turned into
 * @param relations that it reads, views among them
 * @param parameters by number, the column that each is compared with
 * @param obstacles why it cannot be run again; empty if the rest may decide
 */
record StatementTree(
    Set<Long> functions,
    Set<Long> operators,
    Set<Long> types,
    Set<Long> relations,
    Map<Long, ColumnRef> parameters,
    List<String> obstacles) {

  /**
   * Where values for a parameter come from.
   *
   * @param relation 0: a number of rows
   */
  record ColumnRef(long relation, long column, boolean array) {

    static final ColumnRef ROWS = new ColumnRef(0, 0, false);
  }

  /** Labels as {@link TreeNode} gives them, whatever the version of the server. */
  private static final Set<String> KNOWN =
      Set.of(
          "QUERY",
          "RANGETBLENTRY",
          "RTEPERMISSIONINFO",
          "ALIAS",
          "FROMEXPR",
          "JOINEXPR",
          "RANGETBLREF",
          "RANGETBLFUNCTION",
          "TARGETENTRY",
          "VAR",
          "CONST",
          "PARAM",
          "FUNCEXPR",
          "NAMEDARGEXPR",
          "OPEXPR",
          "DISTINCTEXPR",
          "NULLIFEXPR",
          "SCALARARRAYOPEXPR",
          "BOOLEXPR",
          "SUBLINK",
          "RELABELTYPE",
          "COERCEVIAIO",
          "ARRAYCOERCEEXPR",
          "COLLATEEXPR",
          "CASEEXPR",
          "CASEWHEN",
          "CASETESTEXPR",
          "ARRAYEXPR",
          "ROWEXPR",
          "ROWCOMPAREEXPR",
          "COALESCEEXPR",
          "MINMAXEXPR",
          "SQLVALUEFUNCTION",
          "NULLTEST",
          "BOOLEANTEST",
          "AGGREF",
          "GROUPINGFUNC",
          "WINDOWFUNC",
          "SORTGROUPCLAUSE",
          "GROUPINGSET",
          "WINDOWCLAUSE",
          "COMMONTABLEEXPR",
          "SETOPERATIONSTMT",
          "SUBSCRIPTINGREF",
          "FIELDSELECT",
          "TABLESAMPLECLAUSE",
          "ROWMARKCLAUSE");

  private static final String NO_SELECT = "no SELECT";
  private static final String LOCKING = "a locking clause";
  private static final String WRITING = "a WITH that writes";

  private static final Set<String> OPERATORS =
      Set.of("OPEXPR", "DISTINCTEXPR", "NULLIFEXPR", "SCALARARRAYOPEXPR");

  static StatementTree of(List<TreeNode> queries) {
    StatementTree tree =
        new StatementTree(
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashSet<>(),
            new LinkedHashMap<>(),
            new ArrayList<>());
    if (queries.size() != 1) {
      tree.obstacles.add("%d statements where one belongs".formatted(queries.size()));
    }
    queries.forEach(query -> tree.walk(query, List.of()));
    return tree;
  }

  /** Whether all of it is known, and what it writes or locks is all that is against running it. */
  boolean mayBePlanned() {
    return List.of(NO_SELECT, LOCKING, WRITING).containsAll(obstacles);
  }

  private void walk(TreeNode node, List<TreeNode> queries) {
    List<TreeNode> above = queries;
    if (!KNOWN.contains(node.type())) {
      obstacles.add("a construct that is not known to be harmless: " + node.type());
    }
    if (node.type().equals("QUERY")) {
      query(node);
      above = new ArrayList<>(queries);
      above.add(node);
      rows(node, "limitCount");
      rows(node, "limitOffset");
    }
    collect(node);
    compared(node, above);
    List<TreeNode> within = above;
    node.children().forEach(child -> walk(child, within));
  }

  private void query(TreeNode query) {
    if (query.number("commandType") != 1) {
      obstacles.add(NO_SELECT);
    }
    if (is(query, "hasForUpdate") || !query.nodes("rowMarks").isEmpty()) {
      obstacles.add(LOCKING);
    }
    if (is(query, "hasModifyingCTE")) {
      obstacles.add(WRITING);
    }
  }

  private static boolean is(TreeNode node, String flag) {
    return node.word(flag).filter("true"::equals).isPresent();
  }

  private void collect(TreeNode node) {
    add(relations, node.number("relid"));
    node.word("relkind")
        .filter(kind -> !List.of("r", "p", "m", "v", "\\000", "\\x00").contains(kind))
        .filter(kind -> node.number("relid") != 0)
        .ifPresent(kind -> obstacles.add("a relation of kind " + kind));
    if (!node.nodes("rowMarks").isEmpty()) {
      obstacles.add(LOCKING);
    }
    for (String field : List.of("funcid", "aggfnoid", "winfnoid", "tsmhandler")) {
      add(functions, node.number(field));
    }
    for (String field : List.of("opno", "eqop", "sortop")) {
      add(operators, node.number(field));
    }
    operators.addAll(node.numbers("opnos"));
    if (List.of("COERCEVIAIO", "MINMAXEXPR").contains(node.type())) {
      add(types, node.number(node.type().equals("COERCEVIAIO") ? "resulttype" : "minmaxtype"));
    }
  }

  private static void add(Set<Long> set, long oid) {
    if (oid != 0) {
      set.add(oid);
    }
  }

  private void rows(TreeNode query, String field) {
    query.nodes(field).stream()
        .map(StatementTree::bare)
        .filter(node -> node.type().equals("PARAM"))
        .forEach(node -> parameters.put(node.number("paramid"), ColumnRef.ROWS));
  }

  /** A parameter beside a column. */
  private void compared(TreeNode node, List<TreeNode> queries) {
    if (!OPERATORS.contains(node.type()) || node.nodes("args").size() != 2) {
      return;
    }
    List<TreeNode> sides = node.nodes("args").stream().map(StatementTree::bare).toList();
    for (int i = 0; i < 2; i++) {
      TreeNode parameter = sides.get(i);
      TreeNode other = sides.get(1 - i);
      if (parameter.type().equals("PARAM") && other.type().equals("VAR")) {
        column(other, queries, node.type().equals("SCALARARRAYOPEXPR"))
            .ifPresent(found -> parameters.putIfAbsent(parameter.number("paramid"), found));
      }
    }
  }

  /** Without what only changes its type. */
  private static TreeNode bare(TreeNode node) {
    boolean wrapped =
        List.of("RELABELTYPE", "COERCEVIAIO").contains(node.type())
            || (node.type().equals("FUNCEXPR") && node.number("funcformat") > 0);
    List<TreeNode> inner = node.nodes(node.type().equals("FUNCEXPR") ? "args" : "arg");
    return wrapped && !inner.isEmpty() ? bare(inner.get(0)) : node;
  }

  private static Optional<ColumnRef> column(TreeNode var, List<TreeNode> queries, boolean array) {
    int at = queries.size() - 1 - (int) var.number("varlevelsup");
    if (at < 0) {
      return Optional.empty();
    }
    List<TreeNode> tables = queries.get(at).nodes("rtable");
    int place = (int) var.number("varno") - 1;
    if (place < 0 || place >= tables.size()) {
      return Optional.empty();
    }
    TreeNode table = tables.get(place);
    long column = var.number("varattno");
    if (table.number("rtekind") == 0 && column > 0) {
      return Optional.of(new ColumnRef(table.number("relid"), column, array));
    }
    return below(table, column)
        .map(StatementTree::bare)
        .filter(inner -> inner.type().equals("VAR"))
        .flatMap(
            inner ->
                column(
                    inner,
                    table.nodes("subquery").isEmpty()
                        ? queries.subList(0, at + 1)
                        : table.nodes("subquery"),
                    array));
  }

  /** The expression behind a column of a subquery or a join. */
  private static Optional<TreeNode> below(TreeNode table, long column) {
    List<TreeNode> expressions =
        table.nodes("subquery").isEmpty()
            ? table.nodes("joinaliasvars")
            : table.nodes("subquery").get(0).nodes("targetList").stream()
                .flatMap(target -> target.nodes("expr").stream())
                .toList();
    return column > 0 && column <= expressions.size()
        ? Optional.of(expressions.get((int) column - 1))
        : Optional.empty();
  }
}
