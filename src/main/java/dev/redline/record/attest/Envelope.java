package dev.redline.record.attest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signed payload, in the form of DSSE v1 (github.com/secure-systems-lab/dsse).
 *
 * @param payload in Base64
 * @param signatures in Base64, over {@link #signedBytes}
 */
public record Envelope(String payloadType, String payload, List<Sig> signatures) {

  /** The media type of in-toto statements. */
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  /** One signature. */
  public record Sig(String sig) {}

  public Envelope {
    signatures = List.copyOf(signatures);
  }

  static Envelope signed(String statement, Signer signer) {
    byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
    String signature =
        Base64.getEncoder().encodeToString(signer.sign(preAuthentication(IN_TOTO, payload)));
    String encoded = Base64.getEncoder().encodeToString(payload);
    return new Envelope(IN_TOTO, encoded, List.of(new Sig(signature)));
  }

  /** What was signed: the payload and its type, so that neither passes for another. */
  public byte[] signedBytes() {
    return preAuthentication(payloadType, content());
  }

  /**
   * The payload itself.
   *
   * @throws IllegalArgumentException if it is not Base64
   */
  public byte[] content() {
    return Base64.getDecoder().decode(payload);
  }

  /** PAE of the specification: lengths in bytes, in decimal. */
  private static byte[] preAuthentication(String type, byte[] payload) {
    byte[] head =
        "DSSEv1 %d %s %d "
            .formatted(type.getBytes(StandardCharsets.UTF_8).length, type, payload.length)
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + payload.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    return all;
  }
}
