package dev.redline.state;

import dev.redline.files.Sha256;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The state as JSON with a checksum in it: a file in which a single character has changed could
 * still be read, and would name another phase, file or backup.
 */
final class StateFile {

  private static final String SCHEMA = "schema";
  private static final String CHECKSUM = "sha256";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private static final JsonMapper COMPACT = new JsonMapper();

  private StateFile() {}

  /** The content of a file cannot be used; the message says why. */
  static final class UnusableException extends Exception {
    UnusableException(String reason) {
      super(reason);
    }
  }

  static byte[] bytes(RunState state) {
    ObjectNode tree = JSON.valueToTree(state);
    tree.put(CHECKSUM, checksum(tree));
    return JSON.writeValueAsBytes(tree);
  }

  /** Reads what {@link #bytes} has made. */
  static RunState read(byte[] content) throws UnusableException {
    try {
      if (!(JSON.readTree(content) instanceof ObjectNode tree)) {
        throw new UnusableException("is incomplete");
      }
      requireKnown(tree.path(SCHEMA));
      JsonNode noted = tree.remove(CHECKSUM);
      if (noted == null || !noted.asString().equals(checksum(tree))) {
        throw new UnusableException("was damaged or edited: its checksum does not fit");
      }
      return JSON.treeToValue(EarlierState.asOfNow(tree), RunState.class);
    } catch (JacksonException e) {
      throw new UnusableException("cannot be read: " + e.getOriginalMessage());
    }
  }

  private static void requireKnown(JsonNode schema) throws UnusableException {
    if (!schema.isInt()) {
      throw new UnusableException("is incomplete");
    }
    if (schema.intValue() != RunState.SCHEMA && schema.intValue() != EarlierState.SCHEMA) {
      String age = schema.intValue() > RunState.SCHEMA ? "a later" : "an earlier";
      throw new UnusableException("was written by %s version (schema %s)".formatted(age, schema));
    }
  }

  private static String checksum(ObjectNode tree) {
    return Sha256.of(COMPACT.writeValueAsBytes(tree));
  }
}
