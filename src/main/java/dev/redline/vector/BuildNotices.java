package dev.redline.vector;

import dev.redline.quoting.ServerWords;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What the server says while it builds a vector index. */
public final class BuildNotices {

  private static final String OUTGREW = "no longer fits";

  private BuildNotices() {}

  /** Of the statement that was run last, in their order. */
  public static List<String> of(Statement statement) throws SQLException {
    List<String> notices = new ArrayList<>();
    for (SQLWarning each = statement.getWarnings(); each != null; each = each.getNextWarning()) {
      notices.add(ServerWords.of(each));
    }
    return notices;
  }

  /** Whether pgvector said that the graph outgrew maintenance_work_mem. */
  public static boolean outgrewMemory(List<String> notices) {
    return notices.stream().anyMatch(notice -> notice.contains(OUTGREW));
  }
}
