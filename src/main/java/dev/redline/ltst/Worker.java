package dev.redline.ltst;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Does one operation after another in a session of its own. */
final class Worker {

  private final LoadPlan plan;
  private final LtstSession session;
  private final Guard guard;
  private final List<Long> conversations;
  private final LoadLog log;
  private final Random random;
  private int model;

  Worker(
      LoadPlan plan,
      LtstSession session,
      Guard guard,
      List<Long> conversations,
      LoadLog log,
      int number) {
    this.plan = plan;
    this.session = session;
    this.guard = guard;
    this.conversations = conversations;
    this.log = log;
    this.random = new Random(plan.options().seed() * 31L + number);
  }

  /** One heavy job, drawn by lot, as soon as the guard lets it. */
  void workHard() throws SQLException {
    work(Operation.drawHeavy(plan.options().mix(), random));
  }

  /** One other operation, likewise. */
  void workLightly() throws SQLException {
    work(Operation.drawLight(plan.options().mix(), random));
  }

  private void work(Operation operation) throws SQLException {
    long asked = System.nanoTime();
    try {
      log.done(
          guard.during(
              operation,
              session.connection(),
              () -> {
                long begun = System.nanoTime();
                run(operation);
                return new LoadLog.Done(operation, asked, begun, System.nanoTime());
              }));
    } catch (HeldBackException e) {
      log.heldBack(e);
    }
  }

  private void run(Operation operation) throws SQLException {
    Utterances utterances = plan.utterances();
    Maintenance maintenance = new Maintenance(session, utterances.embedder());
    switch (operation) {
      case WRITE ->
          new ConversationMemory(session, utterances.embedder())
              .write(conversation(), utterances.turns(1, random), LoadPlan.MODEL);
      case REHYDRATE ->
          new Rehydration(session)
              .recall(utterances.embedder().embed(utterances.question(random)), plan.options().k());
      case REEMBED -> maintenance.reembed(conversation(), LoadPlan.MODEL + "." + model++);
      case COMPACT -> maintenance.compact(conversation(), plan.options().compactAbove());
    }
  }

  private long conversation() {
    return conversations.get(random.nextInt(conversations.size()));
  }
}
