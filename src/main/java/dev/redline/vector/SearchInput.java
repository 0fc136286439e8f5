package dev.redline.vector;

import com.pgvector.PGvector;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is searched for.
 *
 * @param values of the statement's parameters by name, as text; {@code query} is the vector
 * @param own the id of the row that the vector comes from: no neighbour of itself; empty: of none
 */
public record SearchInput(Map<String, String> values, Optional<String> own) {

  /** The name of the vector among the values. */
  public static final String QUERY = "query";

  /** The name of the number of rows. */
  public static final String K = "k";

  public SearchInput {
    values = Map.copyOf(values);
  }

  /** A vector of type vector that comes from no row. */
  public static SearchInput of(float[] vector) {
    return new SearchInput(Map.of(QUERY, new PGvector(vector).getValue()), Optional.empty());
  }

  /** The same with one value more. */
  public SearchInput with(String name, String value) {
    Map<String, String> more = new HashMap<>(values);
    more.put(name, value);
    return new SearchInput(more, own);
  }

  /** The vector as text. */
  String vector() {
    return value(QUERY);
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "The statement has a parameter :%s, and there is no value for it; there are %s."
              .formatted(name, values.keySet()));
    }
    return value;
  }
}
