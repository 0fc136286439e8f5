package dev.redline.change.mark;

import dev.redline.files.Sha256;
import dev.redline.state.KeptChange;
import dev.redline.state.RunState.PendingChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What any clone needs to take a change back, as it lies on the server's side.
 *
 * @param pending as the clone has it that began the change
 * @param before the settings, indexes and row counts from before: the content of the file that
 *     {@code pending} names
 */
public record SharedOriginal(PendingChange pending, String before) {

  /** Reads what this clone keeps. */
  static SharedOriginal of(PendingChange pending) {
    try {
      return new SharedOriginal(pending, Files.readString(Path.of(pending.state())));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + pending.state(), e);
    }
  }

  /** Changes with what is kept, not with who answers for it or where this clone keeps it. */
  String digest() {
    String text =
        String.join(
            "\n",
            String.valueOf(pending.mark()),
            pending.phase(),
            pending.changes().stream().map(SharedOriginal::text).collect(Collectors.joining("\n")),
            pending.stateSha256(),
            Sha256.of(before.getBytes(StandardCharsets.UTF_8)));
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** In an order of its own: that of a map differs from process to process. */
  private static String text(KeptChange kept) {
    return String.join(
        "\n",
        kept.kind(),
        kept.subject(),
        new TreeMap<>(kept.values()).toString(),
        kept.statements().toString());
  }
}
