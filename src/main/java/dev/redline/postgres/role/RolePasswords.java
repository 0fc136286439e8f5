package dev.redline.postgres.role;

import dev.redline.dsn.Secret;
import dev.redline.files.AtomicFile;
import dev.redline.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The passwords of roles, in a file of PGPASSFILE's format that only its owner may read: psql takes
 * it as it is.
 *
 * @param file made when the first password is; outside of any repository
 */
public record RolePasswords(Path file) {

  private static final int BYTES = 24;
  private static final String ANYWHERE = "*:*:*:";

  /**
   * The password of a role; empty if the file does not name it.
   *
   * @throws IllegalStateException if others than its owner may read the file
   */
  public Optional<Secret> find(String role) {
    String start = ANYWHERE + role + ":";
    return lines().stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> new Secret(line.substring(start.length())));
  }

  /**
   * The password of a role, made up and on disk if there was none: in characters without quoting.
   */
  public Secret findOrCreate(String role) {
    return find(role).orElseGet(() -> create(role));
  }

  private Secret create(String role) {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Secret password = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    List<String> lines = new ArrayList<>(lines());
    lines.add(ANYWHERE + role + ":" + password.reveal());
    try {
      byte[] content = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
      new AtomicFile(file).replaceForOwnerOnly(content);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not keep a password in " + file, e);
    }
    return password;
  }

  private List<String> lines() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (!OwnerOnly.FILE.value().containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "%s holds passwords and others may read it: chmod 600 it.".formatted(file));
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file, e);
    }
  }
}
