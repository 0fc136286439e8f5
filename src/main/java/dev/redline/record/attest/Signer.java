package dev.redline.record.attest;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Signs with a key of the user's. */
public interface Signer {

  /**
   * The signature as the algorithm defines it: 64 bytes for Ed25519, DER for ECDSA.
   *
   * @throws SignatureException if there is none
   */
  byte[] sign(byte[] content);

  /**
   * What {@code -Dsign.key} (a PKCS #8 file in PEM) or {@code -Dsign.command} (for a shell: content
   * on its input, signature in Base64 on its output) names; empty if neither is given.
   *
   * @param environment of this process; the command gets its search path and home alone
   */
  static Optional<Signer> from(Map<String, String> properties, Map<String, String> environment) {
    return Optional.ofNullable(properties.get("sign.key"))
        .<Signer>map(file -> new KeyFileSigner(Path.of(file)))
        .or(
            () ->
                Optional.ofNullable(properties.get("sign.command"))
                    .map(command -> new CommandSigner(command, environment)));
  }
}
