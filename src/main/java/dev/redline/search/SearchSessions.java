package dev.redline.search;

import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.vector.SearchPace;
import dev.redline.vector.SearchSession;
import java.sql.SQLException;

/** Opens sessions to search in: {@link SearchesOnServer#session} on a server that serves others. */
@FunctionalInterface
public interface SearchSessions {

  /** Opens one, which the caller closes. */
  SearchSession open(Connector server, QueryPolicy policy) throws SQLException;

  /** On copies that we have made, which serve nobody: as fast as searches come. */
  static SearchSessions onCopies() {
    return (copy, policy) ->
        new SearchSession(copy.open(ApplicationName.EVALUATION), policy, SearchPace.UNLIMITED);
  }

  /**
   * On a server that serves others and on copies of it.
   *
   * @param theirs is asked through {@code searches}; any other server is a copy
   */
  static SearchSessions on(Connector theirs, SearchesOnServer searches) {
    return (server, policy) ->
        server.endpoint().jdbcUrl().equals(theirs.endpoint().jdbcUrl())
            ? searches.session(server, policy)
            : onCopies().open(server, policy);
  }
}
