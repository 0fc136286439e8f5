package dev.redline.state;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state that was written by the version before this one, in the shape of today: one file and a
 * list of SQL were all that a phase could have changed.
 */
final class EarlierState {

  /** What that version wrote. */
  static final int SCHEMA = 2;

  private EarlierState() {}

  /** The same state in today's shape; a state of today as it is. */
  static ObjectNode asOfNow(ObjectNode state) {
    if (state.path("schema").intValue() != SCHEMA) {
      return state;
    }
    state.put("schema", RunState.SCHEMA);
    if (state.path("pending") instanceof ObjectNode pending) {
      ArrayNode changes = pending.putArray("changes");
      file(changes, pending.remove("original"));
      sql(changes, pending.remove("undo"));
    }
    return state;
  }

  private static void file(ArrayNode changes, JsonNode original) {
    ObjectNode values = kept(changes, FileBackup.KIND, original.path("file").asString());
    for (String name : new String[] {"backup", "sha256", "attributes"}) {
      if (original.path(name).isString()) {
        values.put(name, original.path(name).asString());
      }
    }
  }

  private static void sql(ArrayNode changes, JsonNode statements) {
    if (!statements.isEmpty()) {
      kept(changes, "sql", "objects");
      ((ObjectNode) changes.get(changes.size() - 1)).set("statements", statements);
    }
  }

  private static ObjectNode kept(ArrayNode changes, String kind, String subject) {
    ObjectNode change = changes.addObject().put("kind", kind).put("subject", subject);
    change.putArray("statements");
    return change.putObject("values");
  }
}
