package dev.redline.secrets;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.redline.files.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signatures that count no more. They are listed beside the key, outside of the workspace: a
 * workspace that is put back to an earlier day brings none of them back.
 */
public final class UsedSignatures {

  private final Optional<Path> file;

  private UsedSignatures(Optional<Path> file) {
    this.file = file;
  }

  /**
   * The list beside the key's file; none where {@link SigningKey#VARIABLE} holds the key, since no
   * file outlives such a run.
   *
   * @param folder of the user's configuration, as {@link SigningKey#of} takes it
   */
  public static UsedSignatures of(Map<String, String> environment, Path folder) {
    boolean inFile = environment.getOrDefault(SigningKey.VARIABLE, "").isBlank();
    return new UsedSignatures(inFile ? Optional.of(folder.resolve("used")) : Optional.empty());
  }

  /** A list that stays empty. */
  public static UsedSignatures none() {
    return new UsedSignatures(Optional.empty());
  }

  /** Whether the signature was {@link #add added}, by this process or an earlier one. */
  public boolean holds(String signature) {
    try {
      return file.isPresent()
          && Files.exists(file.get(), LinkOption.NOFOLLOW_LINKS)
          && Files.readAllLines(file.get(), US_ASCII).contains(signature);
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  /** Adds the signatures; they are on disk when this returns. */
  public void add(Collection<String> signatures) {
    if (file.isEmpty() || signatures.isEmpty()) {
      return;
    }
    // A line that a full disk cut short would take the first of these with it.
    String lines = signatures.stream().collect(Collectors.joining("\n", "\n", "\n"));
    try {
      Files.createDirectories(file.get().toAbsolutePath().getParent());
      try (ByteChannel list =
          Files.newByteChannel(
              file.get(),
              Set.of(CREATE, WRITE, APPEND, SYNC, LinkOption.NOFOLLOW_LINKS),
              OwnerOnly.FILE)) {
        list.write(ByteBuffer.wrap(lines.getBytes(US_ASCII)));
      }
    } catch (IOException e) {
      throw unusable("write", e);
    }
  }

  private UncheckedIOException unusable(String verb, IOException e) {
    return new UncheckedIOException(
        "Could not %s %s, which lists the approvals that are used up: %s. Give access, or set %s."
            .formatted(verb, file.orElseThrow(), e.getMessage(), SigningKey.VARIABLE),
        e);
  }
}
