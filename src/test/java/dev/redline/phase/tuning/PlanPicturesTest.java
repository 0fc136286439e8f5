package dev.redline.phase.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.search.statements.MeasuredStatement;
import dev.redline.vector.PlanNode;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.TreePair;
import dev.redline.workload.SearchMeasurements;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans of the statements that a server runs, before and after. */
class PlanPicturesTest {

  private static final PlanNode INDEX =
      new PlanNode("Limit", List.of(new PlanNode("Index Scan doc_lang", List.of())));
  private static final PlanNode WHOLE =
      new PlanNode("Limit", List.of(new PlanNode("Seq Scan doc", List.of())));

  @Test
  void ofStatementsThoseThatRunOtherwiseAreDrawnWithTheNodeThatDiffers() {
    List<TreePair> drawn =
        drawn(
            List.of(statement(1, INDEX), statement(2, INDEX)),
            List.of(statement(1, INDEX), statement(2, WHOLE)));

    assertThat(drawn)
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.title())
                  .isEqualTo("Plan of statement 2 (queryid of pg_stat_statements, 20 characters)");
              assertThat(pair.table().rows())
                  .containsExactly(
                      List.of("before", "0", "Limit", ""),
                      List.of("before", "1", "Index Scan doc_lang", "≠"),
                      List.of("after", "0", "Limit", ""),
                      List.of("after", "1", "Seq Scan doc", "≠"));
            });
  }

  @Test
  void whereNoneDiffersTheMostExpensiveIsDrawn() {
    List<MeasuredStatement> same = List.of(statement(1, INDEX), statement(2, WHOLE));

    assertThat(drawn(same, same))
        .singleElement()
        .satisfies(pair -> assertThat(pair.title()).startsWith("Plan of statement 1 "))
        .matches(TreePair::same);
  }

  @Test
  void aStatementThatWasNotPlannedOrIsGoneIsNotDrawn() {
    assertThat(drawn(List.of(statement(1, null)), List.of(statement(1, INDEX)))).isEmpty();
    assertThat(drawn(List.of(statement(1, INDEX)), List.of())).isEmpty();
  }

  private static List<TreePair> drawn(
      List<MeasuredStatement> before, List<MeasuredStatement> after) {
    return PlanPictures.of(
            new SearchMeasurements(List.of(), before), new SearchMeasurements(List.of(), after))
        .stream()
        .map(Evidence::content)
        .map(TreePair.class::cast)
        .toList();
  }

  private static MeasuredStatement statement(long id, PlanNode plan) {
    return new MeasuredStatement(
        id,
        "SELECT id\n  FROM doc",
        10,
        Optional.empty(),
        Optional.ofNullable(plan),
        List.of(),
        List.of(),
        false,
        List.of(1.0),
        List.of());
  }
}
