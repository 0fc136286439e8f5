package dev.redline.record.attest;

import dev.redline.files.AtomicFile;
import dev.redline.record.RecordManifest;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The signed statement beside the page. */
public final class SignedRecord {

  /** Beside the page. */
  public static final String FILE = RecordManifest.SIGNATURE;

  private static final String NEXT = "take the record for what nobody vouches for, and run again";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;

  /**
   * @param folder of the page
   */
  public SignedRecord(Path folder) {
    this.file = folder.resolve(FILE);
  }

  /** Signs the statement and replaces the file. */
  public void write(String statement, Signer signer) {
    Envelope envelope = Envelope.signed(statement, signer);
    try {
      new AtomicFile(file)
          .replace(JSON.writeValueAsString(envelope).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file, e);
    }
  }

  /** A run without a key leaves no signature of an earlier one beside its page. */
  public void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove " + file, e);
    }
  }

  /** Whether there is one. */
  public boolean exists() {
    return Files.exists(file);
  }

  /**
   * Whether the signature is by this key, and about the files as they are.
   *
   * @param files SHA-256 of the record's files, by their names
   */
  public Verdict check(Path publicKey, Map<String, String> files) {
    String subject = "signature of the record";
    String required = "by the key in %s, about the record as it is".formatted(publicKey);
    if (!exists()) {
      return Verdict.fail(subject, "none", required, NEXT);
    }
    try {
      Envelope envelope = JSON.readValue(Files.readAllBytes(file), Envelope.class);
      if (!signedBy(Keys.open(publicKey), envelope)) {
        return Verdict.fail(subject, "by another key, or of another content", required, NEXT);
      }
      Map<String, String> signed = files(JSON.readTree(envelope.content()));
      return signed.equals(files)
          ? Verdict.pass(subject, "by that key, about the record as it is", required)
          : Verdict.fail(subject, "about another record: " + signed, required, NEXT);
    } catch (JacksonException | IllegalArgumentException e) {
      return Verdict.fail(subject, "not readable as an envelope", required, NEXT);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }

  private static boolean signedBy(PublicKey key, Envelope envelope) {
    return !envelope.signatures().isEmpty()
        && envelope.payloadType().equals(Envelope.IN_TOTO)
        && envelope.signatures().stream().allMatch(one -> signedBy(key, envelope, one.sig()));
  }

  private static boolean signedBy(PublicKey key, Envelope envelope, String signed) {
    try {
      Signature signature = Keys.algorithm(key);
      signature.initVerify(key);
      signature.update(envelope.signedBytes());
      return signature.verify(Base64.getDecoder().decode(signed));
    } catch (GeneralSecurityException e) {
      return false; // a signature that is none is not by this key
    }
  }

  private static Map<String, String> files(JsonNode statement) {
    Map<String, String> sha256ByName = new LinkedHashMap<>();
    statement
        .path("predicate")
        .path("configuration")
        .valueStream()
        .forEach(
            one ->
                sha256ByName.put(
                    one.path("name").asString(""), one.path("digest").path("sha256").asString("")));
    return sha256ByName;
  }
}
