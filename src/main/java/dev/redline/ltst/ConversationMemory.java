package dev.redline.ltst;

import dev.redline.ltst.Utterances.Message;
import dev.redline.rag.Embedder;
import dev.redline.vector.VectorParameter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Writes conversations, each write all or nothing. */
record ConversationMemory(LtstSession session, Embedder embedder) {

  private static final String START = "INSERT INTO conversations DEFAULT VALUES RETURNING id";

  private static final String NEXT =
      "UPDATE conversations SET next_position = next_position + ? WHERE id = ?"
          + " RETURNING next_position";

  private static final String WRITE =
      "INSERT INTO messages (conversation_id, position, speaker, content, embedding, embedded_with)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  /** A new conversation; returns its id. */
  long start() throws SQLException {
    return session.inTransaction(
        () -> {
          try (PreparedStatement statement = session.connection().prepareStatement(START);
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  /**
   * Writes the messages in order.
   *
   * @param model that their vectors are of
   */
  void write(long conversation, List<Message> messages, String model) throws SQLException {
    List<float[]> vectors = messages.stream().map(m -> embedder.embed(m.content())).toList();
    session.inTransaction(
        () -> {
          int first = next(conversation, messages.size()) - messages.size();
          insert(conversation, first, messages, vectors, model);
          return messages.size();
        });
  }

  /** The row of the conversation is locked until the transaction ends. */
  private int next(long conversation, int messages) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(NEXT)) {
      statement.setInt(1, messages);
      statement.setLong(2, conversation);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void insert(
      long conversation, int first, List<Message> messages, List<float[]> vectors, String model)
      throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(WRITE)) {
      for (int i = 0; i < messages.size(); i++) {
        Message message = messages.get(i);
        statement.setLong(1, conversation);
        statement.setInt(2, first + i);
        statement.setString(3, message.speaker());
        statement.setString(4, message.content());
        VectorParameter.set(statement, 5, vectors.get(i));
        statement.setString(6, model);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
