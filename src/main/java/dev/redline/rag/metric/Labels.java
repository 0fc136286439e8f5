package dev.redline.rag.metric;

import java.util.List;

/**
 * All labels of one query. Rows of the two matrices are claims, columns are retrieved chunks in
 * their order.
 *
 * @param chunks number of retrieved chunks; may be 0
 * @param answer2response one label a response claim, checked against the ground-truth answer
 * @param response2answer one label a ground-truth claim, checked against the response
 * @param retrieved2response one row a response claim, one label a chunk
 * @param retrieved2answer one row a ground-truth claim, one label a chunk
 */
public record Labels(
    int chunks,
    List<Label> answer2response,
    List<Label> response2answer,
    List<List<Label>> retrieved2response,
    List<List<Label>> retrieved2answer) {

  /**
   * @throws IllegalArgumentException if the shapes do not fit each other
   */
  public Labels {
    requireShape("retrieved2response", retrieved2response, answer2response.size(), chunks);
    requireShape("retrieved2answer", retrieved2answer, response2answer.size(), chunks);
    answer2response = List.copyOf(answer2response);
    response2answer = List.copyOf(response2answer);
    retrieved2response = retrieved2response.stream().map(List::copyOf).toList();
    retrieved2answer = retrieved2answer.stream().map(List::copyOf).toList();
  }

  private static void requireShape(String name, List<List<Label>> rows, int claims, int chunks) {
    if (rows.size() != claims) {
      throw new IllegalArgumentException(
          name + " has " + rows.size() + " rows, one for each of " + claims + " claims is needed");
    }
    for (int i = 0; i < claims; i++) {
      int columns = rows.get(i).size();
      if (columns != chunks) {
        throw new IllegalArgumentException(
            "%s[%d] has %d labels, one for each of %d chunks is needed"
                .formatted(name, i, columns, chunks));
      }
    }
  }
}
