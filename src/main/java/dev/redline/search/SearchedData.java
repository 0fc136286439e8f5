package dev.redline.search;

import dev.redline.vector.SearchInput;
import java.util.List;

/**
 * A search as the server can run it, and what is searched for.
 *
 * @param queries at least one
 */
public record SearchedData(ServerSearch search, List<SearchInput> queries) {}
