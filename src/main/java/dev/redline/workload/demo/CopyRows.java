package dev.redline.workload.demo;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Writes rows in COPY's text format. */
final class CopyRows {

  private final CopyIn copy;

  CopyRows(CopyIn copy) {
    this.copy = copy;
  }

  /** One row of non-null values. */
  void write(String... values) throws SQLException {
    StringBuilder line = new StringBuilder();
    for (String value : values) {
      line.append(line.isEmpty() ? "" : "\t").append(escaped(value));
    }
    byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
  }

  /** A vector as pgvector reads it. */
  static String text(float[] vector) {
    StringBuilder text = new StringBuilder(vector.length * 11).append('[');
    for (int i = 0; i < vector.length; i++) {
      text.append(i == 0 ? "" : ",").append(vector[i]);
    }
    return text.append(']').toString();
  }

  private static String escaped(String value) {
    return value
        .replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
