package dev.redline.record.attest;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** Signs with a key in a file. */
final class KeyFileSigner implements Signer {

  private final Path file;

  KeyFileSigner(Path file) {
    this.file = file;
  }

  @Override
  public byte[] sign(byte[] content) {
    PrivateKey key = Keys.secret(file);
    try {
      Signature signature = Keys.algorithm(key);
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new SignatureException("The key in %s does not sign".formatted(file), e);
    }
  }
}
