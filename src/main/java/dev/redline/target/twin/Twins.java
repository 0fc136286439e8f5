package dev.redline.target.twin;

import java.nio.file.Path;
import java.util.Map;

/**
 * A server twice: as it is, and with other settings. Both from one copy, so that nothing else
 * differs.
 *
 * @param old not started yet
 * @param changed not started yet
 */
public record Twins(Twin old, Twin changed) implements AutoCloseable {

  /** Copies the server beside its data directory. */
  public static Twins of(
      TwinSource source, BaseBackup backup, String purpose, Map<String, String> settings) {
    Path beside = source.data().resolveSibling("twins");
    Twin old = Twin.of(source, beside.resolve("old"), backup);
    try {
      return new Twins(old, old.with(beside.resolve("new"), purpose, settings));
    } catch (RuntimeException e) {
      old.remove();
      throw e;
    }
  }

  /** Stops both and removes their files. */
  @Override
  public void close() {
    try {
      changed.remove();
    } finally {
      old.remove();
    }
  }
}
