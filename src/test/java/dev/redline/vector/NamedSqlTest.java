package dev.redline.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Parameters by name, and what only looks like one. */
class NamedSqlTest {

  @Test
  void namesBecomeParametersInTheirOrder() {
    NamedSql sql =
        NamedSql.parse("SELECT id FROM t WHERE a = :a ORDER BY v <=> :query, :a LIMIT :k");
    assertThat(sql.sql()).isEqualTo("SELECT id FROM t WHERE a = ? ORDER BY v <=> ?, ? LIMIT ?");
    assertThat(sql.names()).containsExactly("a", "query", "a", "k");
  }

  @Test
  void stringsNamesCommentsAndCastsHoldNone() {
    String text =
        "SELECT ':a', E'\\':a', \":a\", $x$:a $y$ :a$x$, v::text /* :a */ -- :a\n FROM t WHERE b = :b";
    NamedSql sql = NamedSql.parse(text);
    assertThat(sql.sql()).isEqualTo(text.replace("= :b", "= ?"));
    assertThat(sql.names()).containsExactly("b");
  }

  @Test
  void anOperatorWithAQuestionMarkIsNoParameter() {
    assertThat(NamedSql.parse("SELECT j ?| :keys, j ? 'a?'").sql())
        .isEqualTo("SELECT j ??| ?, j ?? 'a?'");
  }
}
