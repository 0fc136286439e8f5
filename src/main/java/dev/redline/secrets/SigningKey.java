package dev.redline.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.redline.files.OwnerOnly;
import dev.redline.files.Sha256;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret of the person or machine, kept outside of the workspace: who can only write to the
 * workspace cannot sign.
 */
public final class SigningKey {

  /** The variable that holds the key where no file outlives the run, as in CI. */
  public static final String VARIABLE = "REDLINE_KEY";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int SHORTEST = 32;
  private static final int ID_LENGTH = 8;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final byte[] key;

  private SigningKey(byte[] key) {
    this.key = key;
  }

  /**
   * The key of {@link #VARIABLE}, or of the file {@code key}, which is made at first use, mode
   * 0600.
   *
   * @param folder of the user's configuration, outside of any workspace
   * @throws SigningKeyException if the key is too short, can be read by others or cannot be kept
   */
  public static SigningKey of(Map<String, String> environment, Path folder) {
    String given = environment.getOrDefault(VARIABLE, "");
    return given.isBlank() ? inFile(folder.resolve("key")) : of(given, VARIABLE);
  }

  private static SigningKey of(String text, String where) {
    String key = text.strip();
    if (key.length() < SHORTEST) {
      throw new SigningKeyException(
          "The key in %s has %d characters; it needs %d or more. Make one: openssl rand -hex 32"
              .formatted(where, key.length(), SHORTEST));
    }
    return new SigningKey(key.getBytes(UTF_8));
  }

  private static SigningKey inFile(Path file) {
    try {
      create(file);
      requirePrivate(file);
      return of(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new SigningKeyException(
          "The key that signs approvals and the journal cannot be kept in %s: %s. Give write access, or set %s."
              .formatted(file, e, VARIABLE),
          e);
    }
  }

  private static void create(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] random = new byte[SHORTEST];
    new SecureRandom().nextBytes(random);
    Path made =
        Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new", OwnerOnly.FILE);
    try {
      Files.writeString(made, HexFormat.of().formatHex(random) + "\n", StandardOpenOption.SYNC);
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) {
      // Another process was first: its key counts.
      return;
    } finally {
      Files.delete(made);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new SigningKeyException(
          "%s is no regular file: reading it may never end. Delete it, or set %s."
              .formatted(file, VARIABLE));
    }
    if (!OwnerOnly.isOurs(file)) {
      throw new SigningKeyException(
          "%s belongs to %s, who knows it: whatever it signs could be forged. Name a folder of your own in XDG_CONFIG_HOME, or set %s."
              .formatted(file, Files.getOwner(file).getName(), VARIABLE));
    }
    if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      throw new SigningKeyException(
          "Others can read or write %s: whatever it signs could be forged. To go on: chmod 600 %s,"
                  .formatted(file, file)
              + " or delete it if somebody may have read it.");
    }
  }

  /** Tells keys apart and gives none away: 8 hexadecimal digits. */
  public String id() {
    return Sha256.of(("key\0" + HexFormat.of().formatHex(mac("id"))).getBytes(UTF_8))
        .substring(0, ID_LENGTH);
  }

  /**
   * HMAC-SHA256, 64 hexadecimal digits.
   *
   * @param purpose what is signed: a signature for one purpose is none for another
   */
  public String sign(String purpose, String text) {
    return HexFormat.of().formatHex(mac(purpose + "\0" + text));
  }

  /** Whether {@link #sign} has made the signature. */
  public boolean verifies(String purpose, String text, String signature) {
    return MessageDigest.isEqual(sign(purpose, text).getBytes(UTF_8), signature.getBytes(UTF_8));
  }

  private byte[] mac(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "key " + id();
  }
}
