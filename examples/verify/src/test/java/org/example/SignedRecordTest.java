package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sigstore.bundle.Bundle.DsseEnvelope;
import dev.sigstore.bundle.ImmutableDsseEnvelope;
import dev.sigstore.bundle.ImmutableSignature;
import dev.sigstore.dsse.InTotoPayload;
import dev.sigstore.encryption.signers.Verifiers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Somebody who has a record, the public key and a library of others', and nothing of Redline. */
class SignedRecordTest {

  private final Path record = Path.of(System.getProperty("record"));
  private final Path key = Path.of(System.getProperty("key"));

  @Test
  void theEnvelopeIsSignedAndItsPayloadIsATestResult() throws Exception {
    DsseEnvelope envelope = envelope();
    InTotoPayload statement = InTotoPayload.from(envelope);

    assertTrue(
        Verifiers.newVerifier(publicKey()).verify(envelope.getPAE(), envelope.getSignature()));
    assertEquals("https://in-toto.io/Statement/v1", statement.getType());
    assertEquals("https://in-toto.io/attestation/test-result/v0.1", statement.getPredicateType());
    JsonObject predicate = statement.getPredicate().getAsJsonObject();
    assertEquals("PASSED", predicate.get("result").getAsString());
    assertFalse(predicate.getAsJsonArray("configuration").isEmpty());
    assertTrue(
        statement.getSubject().stream()
            .anyMatch(subject -> subject.getName().startsWith("PostgreSQL system identifier")));
  }

  @Test
  void aPayloadThatWasChangedIsNotSigned() throws Exception {
    DsseEnvelope envelope = envelope();
    byte[] changed = envelope.getPayloadAsString().replace("PASSED", "FAILED").getBytes();
    DsseEnvelope other = ImmutableDsseEnvelope.builder().from(envelope).payload(changed).build();

    assertFalse(
        Verifiers.newVerifier(publicKey()).verify(other.getPAE(), other.getSignature()));
  }

  private DsseEnvelope envelope() throws Exception {
    JsonObject json = JsonParser.parseString(Files.readString(record)).getAsJsonObject();
    String sig =
        json.getAsJsonArray("signatures").get(0).getAsJsonObject().get("sig").getAsString();
    return ImmutableDsseEnvelope.builder()
        .payloadType(json.get("payloadType").getAsString())
        .payload(Base64.getDecoder().decode(json.get("payload").getAsString()))
        .addSignatures(ImmutableSignature.builder().sig(Base64.getDecoder().decode(sig)).build())
        .build();
  }

  /** Of an elliptic curve, as openssl pkey -pubout writes it. */
  private PublicKey publicKey() throws Exception {
    String pem = Files.readString(key).replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(pem)));
  }
}
