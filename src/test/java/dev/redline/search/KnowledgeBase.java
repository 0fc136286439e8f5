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
    server.execute(Files.readString(Path.of("fixtures/servers/knowledge-base.sql")));
    return server;
  }
}
