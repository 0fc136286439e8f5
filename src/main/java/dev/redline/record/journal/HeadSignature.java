package dev.redline.record.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redline.files.AtomicFile;
import dev.redline.secrets.SigningKey;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What the file of a head says about who has written it. A journal that was rewritten together with
 * its head agrees with it; to sign it takes the key, which is not in the workspace.
 *
 * @param head what is signed
 * @param key which key has signed; empty if none has
 * @param signature empty if there is none
 */
record HeadSignature(JournalHead head, String key, String signature) {

  private static final String PURPOSE = "journal head";
  private static final String KEY = "key";
  private static final String SIGNATURE = "signature";

  static HeadSignature read(Path file) throws IOException {
    JournalHead head = JournalHead.read(file);
    if (!Files.exists(file) || head.equals(JournalHead.UNREADABLE)) {
      return new HeadSignature(head, "", "");
    }
    JsonNode node = parse(file);
    return new HeadSignature(head, node.path(KEY).asString(""), node.path(SIGNATURE).asString(""));
  }

  private static JsonNode parse(Path file) throws IOException {
    try {
      return CanonicalJson.parse(Files.readString(file));
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  /** Replaces the file by the signed head. */
  static void write(Path file, JournalHead head, SigningKey key) throws IOException {
    JsonNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("count", head.count())
            .put("hash", head.hash())
            .put(KEY, key.id())
            .put(SIGNATURE, key.sign(PURPOSE, signed(head)));
    new AtomicFile(file).replace((CanonicalJson.text(node) + "\n").getBytes(UTF_8));
  }

  /** What is wrong with the signature; empty if the key has made it, or nothing was written yet. */
  Optional<String> problem(SigningKey by) {
    if (head.equals(JournalHead.START) || by.verifies(PURPOSE, signed(head), signature)) {
      return Optional.empty();
    }
    return Optional.of(
        signature.isEmpty()
            ? "not signed"
            : key.equals(by.id()) ? "not made by the key it names" : "made by another key, " + key);
  }

  /** Whether somebody with the key has written the head. */
  Verdict verdict(SigningKey by) {
    String subject = "signature of the head of the journal";
    String required = "made by " + by;
    Optional<String> problem = problem(by);
    if (problem.isEmpty()) {
      return Verdict.pass(subject, required, required);
    }
    String next =
        "find out who wrote the journal; where another machine did, give its key in "
            + SigningKey.VARIABLE;
    return !signature.isEmpty() && !key.equals(by.id())
        ? Verdict.inconclusive(subject, problem.get(), required, next)
        : Verdict.fail(subject, problem.get(), required, next);
  }

  private static String signed(JournalHead head) {
    return head.count() + "\n" + head.hash();
  }
}
