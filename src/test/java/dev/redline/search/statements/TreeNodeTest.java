package dev.redline.search.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Trees of servers of all versions read alike. */
class TreeNodeTest {

  private static final String OF_15 =
      "({QUERY :commandType 1 :rtable ({RTE :rtekind 0 :relid 7 :relkind r}) :targetList"
          + " ({TARGETENTRY :expr {CASE :args ({WHEN :expr {ROWCOMPARE :opnos (o 96)} :result"
          + " {COALESCE :args ({ARRAY :elements <>} {ROW :args <>})}})}} {TARGETENTRY :expr"
          + " {MINMAX :minmaxtype 25}}) :cteList ({COMMONTABLEEXPR :ctename w}) :jointree"
          + " {FROMEXPR :quals {OPEXPR :opno 97 :args ({VAR :varno 1 :varattno 2} {PARAM :paramid"
          + " 1})}}})";

  private static final String OF_16 =
      OF_15
          .replace("{RTE ", "{RANGETBLENTRY ")
          .replace("{CASE ", "{CASEEXPR ")
          .replace("{WHEN ", "{CASEWHEN ")
          .replace("{ROWCOMPARE ", "{ROWCOMPAREEXPR ")
          .replace("{COALESCE ", "{COALESCEEXPR ")
          .replace("{ARRAY ", "{ARRAYEXPR ")
          .replace("{ROW ", "{ROWEXPR ")
          .replace("{MINMAX ", "{MINMAXEXPR ");

  @Test
  void aTreeOfAnOlderServerIsThatOfALaterOne() {
    assertThat(TreeNode.parse(OF_15)).hasSize(1).isEqualTo(TreeNode.parse(OF_16));
  }

  @Test
  void nothingInEitherIsUnknown() {
    for (String printed : List.of(OF_15, OF_16)) {
      StatementTree tree = StatementTree.of(TreeNode.parse(printed));
      assertThat(tree.obstacles()).isEmpty();
      assertThat(tree.operators()).containsExactlyInAnyOrder(96L, 97L);
      assertThat(tree.types()).containsExactly(25L);
      assertThat(tree.parameters()).containsEntry(1L, new StatementTree.ColumnRef(7, 2, false));
    }
  }

  @Test
  void whatNoVersionIsKnownToPrintIsAnObstacle() {
    assertThat(StatementTree.of(TreeNode.parse("({QUERY :commandType 1 :x {MERGE}})")).obstacles())
        .containsExactly("a construct that is not known to be harmless: MERGE");
  }
}
