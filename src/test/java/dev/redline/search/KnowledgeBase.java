package dev.redline.search;

import dev.redline.trial.BareServer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Servers with the database of fixtures/servers/knowledge-base.sql. */
final class KnowledgeBase {

  static final Path SEARCHES = Path.of("fixtures/servers/knowledge-base.yaml");

  private KnowledgeBase() {}

  static BareServer start() throws Exception {
    BareServer server = BareServer.start();
    fill(server);
    return server;
  }

  /** Makes schema kb there. */
  static void fill(BareServer server) throws Exception {
    server.execute(Files.readString(Path.of("fixtures/servers/knowledge-base.sql")));
  }
}
