package dev.redline.ltst;

import dev.redline.plan.isolation.LoadOptions;
import dev.redline.plan.workload.QueryPolicy;
import dev.redline.postgres.Connector;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A load that has not begun.
 *
 * @param connector for the account that it runs as
 * @param deadPeer after which the server looks whether a silent session's client is still there
 */
public record LoadPlan(
    Connector connector,
    LtstSchema schema,
    LoadOptions options,
    QueryPolicy policy,
    Duration deadPeer,
    Utterances utterances) {

  static final String MODEL = "hashing-1";

  /** Starts the conversations, and compacts those that are long enough; returns their ids. */
  public List<Long> prepare() throws SQLException {
    Random random = new Random(options.seed());
    List<Long> conversations = new ArrayList<>();
    try (LtstSession session = session()) {
      ConversationMemory memory = new ConversationMemory(session, utterances.embedder());
      Maintenance maintenance = new Maintenance(session, utterances.embedder());
      for (int i = 0; i < options.conversations(); i++) {
        long conversation = memory.start();
        memory.write(conversation, utterances.turns(options.turns(), random), MODEL);
        maintenance.compact(conversation, options.compactAbove());
        conversations.add(conversation);
      }
    }
    return conversations;
  }

  LtstSession session() throws SQLException {
    return LtstSession.open(connector, schema, policy, deadPeer);
  }
}
