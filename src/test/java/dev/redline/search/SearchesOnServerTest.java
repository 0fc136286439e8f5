package dev.redline.search;

import dev.redline.trial.BareServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** On the PostgreSQL of this machine. */
class SearchesOnServerTest extends SearchCases {

  private BareServer own;

  @BeforeAll
  void start() throws Exception {
    own = KnowledgeBase.start();
    on(own);
  }

  @AfterAll
  void stop() throws Exception {
    own.close();
  }
}
