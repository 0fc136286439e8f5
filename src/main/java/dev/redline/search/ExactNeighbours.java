package dev.redline.search;

import dev.redline.files.AtomicFile;
import dev.redline.vector.Neighbour;
import dev.redline.vector.SearchInput;
import dev.redline.vector.SearchSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.postgresql.util.PSQLState;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows that are nearest indeed, for a sample of queries, found once for each version of the
 * data.
 *
 * @param folder where they are kept
 * @param most time that finding them may take
 */
record ExactNeighbours(Path folder, Duration most, LongSupplier nanoTime) {

  private static final JsonMapper JSON = new JsonMapper();

  /**
   * What was found.
   *
   * @param neighbours of the first queries, in their order
   * @param note why fewer than were asked for, or that they were known; empty otherwise
   */
  record Found(List<List<Neighbour>> neighbours, String note) {}

  private record Kept(String version, List<List<Neighbour>> neighbours) {}

  /**
   * Reads what is kept for this version of the data, or finds it and keeps it.
   *
   * @param session whose statements end after {@link #most} at the latest
   * @param version of data, queries and statement; empty: it cannot be told, and nothing is kept
   */
  Found of(
      SearchSession session,
      ServerSearch search,
      List<SearchInput> queries,
      Optional<String> version)
      throws SQLException {
    Optional<Kept> kept = version.flatMap(now -> kept(search, now));
    if (kept.isPresent() && kept.get().neighbours().size() == queries.size()) {
      return new Found(kept.get().neighbours(), "known from before: the data has not changed");
    }
    Found found = find(session, search, queries);
    if (version.isPresent() && found.neighbours().size() == queries.size()) {
      keep(search, new Kept(version.get(), found.neighbours()));
    }
    return found;
  }

  private Found find(SearchSession session, ServerSearch search, List<SearchInput> queries)
      throws SQLException {
    List<List<Neighbour>> found = new ArrayList<>();
    long start = nanoTime.getAsLong();
    for (SearchInput query : queries) {
      if (!found.isEmpty() && nanoTime.getAsLong() - start > most.toNanos()) {
        return new Found(found, "exact_time of %s was up".formatted(most));
      }
      try {
        found.add(session.exact(search.rows(), query, search.planned().largestK()));
      } catch (SQLException e) {
        if (!PSQLState.QUERY_CANCELED.getState().equals(e.getSQLState())) {
          throw e;
        }
        return new Found(found, "an exact search took longer than exact_time, %s".formatted(most));
      }
    }
    return new Found(found, "");
  }

  private Optional<Kept> kept(ServerSearch search, String version) {
    Path file = file(search);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Kept kept = JSON.readValue(Files.readAllBytes(file), Kept.class);
      return Optional.of(kept).filter(it -> it.version().equals(version));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private void keep(ServerSearch search, Kept kept) {
    try {
      Files.createDirectories(folder);
      new AtomicFile(file(search)).replaceForOwnerOnly(JSON.writeValueAsBytes(kept));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file(search), e);
    }
  }

  private Path file(ServerSearch search) {
    String text = search.name() + "\n" + search.rows().exact().sql();
    byte[] name = text.getBytes(StandardCharsets.UTF_8);
    return folder.resolve("neighbours-" + UUID.nameUUIDFromBytes(name) + ".json");
  }
}
