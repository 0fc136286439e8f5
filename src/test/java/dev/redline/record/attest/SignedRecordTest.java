package dev.redline.record.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.redline.verdict.Status;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SignedRecordTest {

  private static final Map<String, String> FILES = Map.of("gate-record.json", "ab".repeat(32));
  private static final String STATEMENT =
      """
      {"predicate":{"configuration":[{"name":"gate-record.json","digest":{"sha256":"%s"}}]}}"""
          .formatted("ab".repeat(32));

  @TempDir Path folder;

  private Path key;
  private Path open;

  @BeforeEach
  void aKey() throws Exception {
    keys("Ed25519");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ed25519", "EC"})
  void whatIsSignedIsVerifiedByTheOtherHalfOfTheKey(String algorithm) throws Exception {
    keys(algorithm);
    sign();
    assertThat(check(FILES).status()).isEqualTo(Status.PASS);
  }

  /**
   * Another implementation reads the envelope and verifies what the specification says is signed.
   */
  @Test
  void opensslVerifiesIt() throws Exception {
    sign();
    Envelope envelope =
        new JsonMapper()
            .readValue(Files.readAllBytes(folder.resolve(SignedRecord.FILE)), Envelope.class);
    byte[] payload = Base64.getDecoder().decode(envelope.payload());
    String head = "DSSEv1 28 application/vnd.in-toto+json " + payload.length + " ";
    Path signed = folder.resolve("signed");
    Files.write(signed, head.getBytes(StandardCharsets.UTF_8));
    Files.write(signed, payload, java.nio.file.StandardOpenOption.APPEND);
    Path signature = folder.resolve("signature");
    Files.write(signature, Base64.getDecoder().decode(envelope.signatures().get(0).sig()));
    assertThat(openssl(signed, signature)).isZero();
    Files.writeString(signed, " ", java.nio.file.StandardOpenOption.APPEND);
    assertThat(openssl(signed, signature)).isNotZero();
  }

  private int openssl(Path signed, Path signature) throws Exception {
    return new ProcessBuilder(
            List.of(
                "openssl",
                "pkeyutl",
                "-verify",
                "-pubin",
                "-rawin",
                "-inkey",
                open.toString(),
                "-in",
                signed.toString(),
                "-sigfile",
                signature.toString()))
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("openssl.log").toFile())
        .start()
        .waitFor();
  }

  @Test
  void aCommandSignsToo() throws Exception {
    String command =
        "cat > %1$s/in && openssl pkeyutl -sign -rawin -inkey %2$s -in %1$s/in | base64"
            .formatted(folder, key);
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"));
    Signer signer = Signer.from(Map.of("sign.command", command), environment).orElseThrow();
    new SignedRecord(folder).write(STATEMENT, signer);
    assertThat(check(FILES).status()).isEqualTo(Status.PASS);
  }

  @Test
  void aCommandThatFailsSignsNothingAndSeesNoSecret() {
    Map<String, String> environment =
        Map.of("PATH", System.getenv("PATH"), "PGPASSWORD", "not to be seen");
    Signer failing = Signer.from(Map.of("sign.command", "exit 3"), environment).orElseThrow();
    assertThatThrownBy(() -> failing.sign(new byte[0])).hasMessageContaining("ended with 3");
    Signer seeing =
        Signer.from(Map.of("sign.command", "printf '%s' \"$PGPASSWORD\""), environment)
            .orElseThrow();
    assertThat(seeing.sign(new byte[0])).isEmpty();
  }

  @Test
  void aKeyThatIsNoneSaysSoWithoutShowingIt() throws IOException {
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nZXQJZXQJ\n-----END PRIVATE KEY-----\n");
    assertThatThrownBy(this::sign)
        .hasMessageContaining("no key of Ed25519")
        .hasMessageNotContaining("ZXQJ");
  }

  @Test
  void withoutAKeyNothingIsSigned() {
    assertThat(Signer.from(Map.of(), Map.of())).isEmpty();
    assertThat(check(FILES).toString()).contains("FAIL: signature of the record: observed none");
  }

  @Test
  void aSignatureOfAnotherKeyIsNone() throws Exception {
    sign();
    keys("Ed25519");
    assertThat(check(FILES).toString()).contains("by another key, or of another content");
  }

  @Test
  void aPayloadThatWasChangedIsNotSigned() throws Exception {
    sign();
    edit(new Envelope(Envelope.IN_TOTO, base64(STATEMENT + " "), envelope().signatures()));
    assertThat(check(FILES).toString()).contains("by another key, or of another content");
  }

  @Test
  void aPayloadOfAnotherTypeIsNotSigned() throws Exception {
    sign();
    edit(new Envelope("text/plain", envelope().payload(), envelope().signatures()));
    assertThat(check(FILES).passed()).isFalse();
  }

  @Test
  void anEnvelopeWithoutSignatureIsNotSigned() throws Exception {
    sign();
    edit(new Envelope(Envelope.IN_TOTO, envelope().payload(), List.of()));
    assertThat(check(FILES).passed()).isFalse();
  }

  @Test
  void aSignatureOfAnotherRecordDoesNotHoldForThisOne() throws Exception {
    sign();
    assertThat(check(Map.of("gate-record.json", "cd".repeat(32))).toString())
        .contains("about another record");
  }

  @Test
  void whatIsNoEnvelopeIsFound() throws Exception {
    Files.writeString(folder.resolve(SignedRecord.FILE), "{");
    assertThat(check(FILES).toString()).contains("not readable as an envelope");
  }

  private void sign() {
    Signer signer = Signer.from(Map.of("sign.key", key.toString()), Map.of()).orElseThrow();
    new SignedRecord(folder).write(STATEMENT, signer);
  }

  private Verdict check(Map<String, String> files) {
    return new SignedRecord(folder).check(open, files);
  }

  private Envelope envelope() throws IOException {
    return new JsonMapper()
        .readValue(Files.readAllBytes(folder.resolve(SignedRecord.FILE)), Envelope.class);
  }

  private void edit(Envelope envelope) throws IOException {
    Files.write(folder.resolve(SignedRecord.FILE), new JsonMapper().writeValueAsBytes(envelope));
  }

  private void keys(String algorithm) throws GeneralSecurityException, IOException {
    KeyFiles keys = KeyFiles.in(folder, algorithm);
    key = keys.secret();
    open = keys.open();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
