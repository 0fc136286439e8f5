package dev.redline.ltst;

import dev.redline.plan.Plan;
import dev.redline.plan.isolation.IsolatedRole;
import dev.redline.plan.isolation.IsolationConfig;
import dev.redline.plan.isolation.LoadOptions;
import dev.redline.postgres.ApplicationName;
import dev.redline.postgres.Connector;
import dev.redline.postgres.role.Grant;
import dev.redline.postgres.role.RolePasswords;
import dev.redline.postgres.role.RoleSetup;
import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.offline.retrieval.HashingEmbedder;
import dev.redline.trial.BareServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** A server with both roles and the tables of LTST, for tests of the load and of its guard. */
record MemoryServer(BareServer server) implements AutoCloseable {

  static final Plan PLAN = Plan.load(Path.of("gates"));
  static final IsolationConfig RULES = PLAN.isolation();
  static final LtstSchema SCHEMA =
      new LtstSchema(RULES.load().schema(), Path.of("fixtures/schema/ltst.sql"));

  static MemoryServer start() throws Exception {
    MemoryServer memory = new MemoryServer(BareServer.start());
    try (Connection control = memory.server.connector().open(ApplicationName.CONTROL)) {
      for (IsolatedRole role : RULES.roles()) {
        List<Grant> grants = List.of(Grant.connect("redline"));
        RoleSetup.read(control, role, grants, memory.passwords()).apply(control);
      }
      SCHEMA.create(control, RULES.ltst().name());
    }
    return memory;
  }

  RolePasswords passwords() {
    return passwords(server.home());
  }

  static RolePasswords passwords(Path home) {
    return new RolePasswords(home.resolve("roles"));
  }

  Connector ltst() {
    return as(RULES.ltst().name());
  }

  Connector evaluation() {
    return as(RULES.evaluation().name());
  }

  private Connector as(String role) {
    return server.connector().as(role, passwords().find(role).orElseThrow());
  }

  static LoadPlan load(Connector connector, LoadOptions options) {
    return new LoadPlan(
        connector,
        SCHEMA,
        options,
        PLAN.latency().policy(),
        RULES.guard().deadPeer(),
        utterances());
  }

  /** Few and fast. */
  static LoadOptions small(Duration longest, int operations) {
    LoadOptions shipped = RULES.load();
    return new LoadOptions(
        shipped.schema(), 4, 2, 6, 8, 8, shipped.mix(), 12, longest, operations, shipped.seed());
  }

  static Utterances utterances() {
    Corpus corpus = Corpus.read(Path.of("fixtures/corpus/passages.jsonl"));
    HashingEmbedder hashing = new HashingEmbedder(corpus);
    List<String> texts = corpus.passages().stream().map(Passage::text).limit(40).toList();
    List<String> titles = corpus.passages().stream().map(Passage::title).limit(40).toList();
    return new Utterances(
        titles,
        texts,
        text -> {
          synchronized (hashing) {
            return hashing.embed(text);
          }
        });
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
