package dev.redline.ltst;

import dev.redline.rag.Embedder;
import dev.redline.vector.VectorParameter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The heavy jobs on one conversation, each all or nothing. */
record Maintenance(LtstSession session, Embedder embedder) {

  private static final int SENTENCE = 160;

  /** Whoever changes messages holds the conversation's row: no two workers wait for each other. */
  private static final String LOCK = "SELECT FROM conversations WHERE id = ? FOR UPDATE";

  private static final String MESSAGES =
      "SELECT id, position, content FROM messages WHERE conversation_id = ? ORDER BY position";

  private static final String REEMBED =
      "UPDATE messages SET embedding = ?, embedded_with = ? WHERE id = ?";

  private static final String REMEMBER =
      "INSERT INTO memories (conversation_id, first_position, last_position, content, embedding)"
          + " VALUES (?, ?, ?, ?, ?)";

  private static final String FORGET =
      "DELETE FROM messages WHERE conversation_id = ? AND position BETWEEN ? AND ?";

  private record Stored(long id, int position, String content) {}

  /** Gives every message a vector of another model; returns how many there are. */
  int reembed(long conversation, String model) throws SQLException {
    return session.inTransaction(
        () -> {
          List<Stored> messages = locked(conversation);
          try (PreparedStatement statement = session.connection().prepareStatement(REEMBED)) {
            for (Stored message : messages) {
              VectorParameter.set(statement, 1, embedder.embed(message.content()));
              statement.setString(2, model);
              statement.setLong(3, message.id());
              statement.addBatch();
            }
            statement.executeBatch();
          }
          return messages.size();
        });
  }

  /**
   * Where the conversation has more than {@code above} messages, makes the older half of them one
   * memory; returns how many messages it took the place of.
   */
  int compact(long conversation, int above) throws SQLException {
    return session.inTransaction(
        () -> {
          List<Stored> messages = locked(conversation);
          if (messages.size() <= above) {
            return 0;
          }
          List<Stored> old = messages.subList(0, messages.size() / 2);
          remember(conversation, old);
          forget(conversation, old);
          return old.size();
        });
  }

  private List<Stored> locked(long conversation) throws SQLException {
    try (PreparedStatement lock = session.connection().prepareStatement(LOCK);
        PreparedStatement read = session.connection().prepareStatement(MESSAGES)) {
      lock.setLong(1, conversation);
      lock.execute();
      read.setLong(1, conversation);
      List<Stored> messages = new ArrayList<>();
      try (ResultSet rows = read.executeQuery()) {
        while (rows.next()) {
          messages.add(new Stored(rows.getLong(1), rows.getInt(2), rows.getString(3)));
        }
      }
      return messages;
    }
  }

  private void remember(long conversation, List<Stored> old) throws SQLException {
    String summary =
        String.join(" ", old.stream().map(message -> firstSentence(message.content())).toList());
    try (PreparedStatement statement = session.connection().prepareStatement(REMEMBER)) {
      statement.setLong(1, conversation);
      statement.setInt(2, old.get(0).position());
      statement.setInt(3, old.get(old.size() - 1).position());
      statement.setString(4, summary);
      VectorParameter.set(statement, 5, embedder.embed(summary));
      statement.executeUpdate();
    }
  }

  private void forget(long conversation, List<Stored> old) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(FORGET)) {
      statement.setLong(1, conversation);
      statement.setInt(2, old.get(0).position());
      statement.setInt(3, old.get(old.size() - 1).position());
      int deleted = statement.executeUpdate();
      if (deleted != old.size()) {
        throw new IllegalStateException(
            "%d messages were summarised and %d would be deleted".formatted(old.size(), deleted));
      }
    }
  }

  private static String firstSentence(String content) {
    int end = content.indexOf(". ");
    String sentence = end < 0 ? content : content.substring(0, end + 1);
    return sentence.length() <= SENTENCE ? sentence : sentence.substring(0, SENTENCE);
  }
}
