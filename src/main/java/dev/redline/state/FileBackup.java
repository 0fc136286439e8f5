package dev.redline.state;

import dev.redline.files.Sha256;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was before a change.
 *
 * @param file on the server's host
 * @param backup where its content is kept, on the same host
 * @param sha256 of that content
 * @param attributes owner, group, mode, ACL and extended attributes of the file; null if they were
 *     not noted
 */
public record FileBackup(String file, String backup, String sha256, @Nullable String attributes) {

  /** The kind of a {@link KeptChange} that holds a file. */
  public static final String KIND = "file";

  private static final String NO_WAY_BACK = "look at the disk that holds it, and who writes there";

  /** The value that says where the content is kept. */
  static final String BACKUP = "backup";

  /** The file as it is now, with the place for its backup; writes nothing. */
  public static FileBackup of(String file, ServerFiles files) {
    return new FileBackup(file, file + ".bak", Sha256.of(files.read(file)), files.attributes(file));
  }

  /** Reads what {@link #kept} has made. */
  public static FileBackup of(KeptChange kept) {
    Map<String, String> values = kept.values();
    return new FileBackup(
        kept.subject(),
        Objects.requireNonNull(values.get(BACKUP)),
        Objects.requireNonNull(values.get("sha256")),
        values.get("attributes"));
  }

  /** For the state: enough to put the file back in a later run. */
  public KeptChange kept() {
    Map<String, String> values = new TreeMap<>(Map.of(BACKUP, backup, "sha256", sha256));
    if (attributes != null) {
      values.put("attributes", attributes);
    }
    return new KeptChange(KIND, file, values, List.of());
  }

  /**
   * Copies the content to the backup, mode 0600: it holds what the file holds, secrets among it. A
   * backup that holds anything else is moved aside, not overwritten.
   *
   * @throws ServerControlException if the file is not what it was any more
   */
  public void keep(ServerFiles files) {
    byte[] content = files.read(file);
    if (!Sha256.of(content).equals(sha256)) {
      throw new ServerControlException(
          file + " was changed by somebody else in this moment. Run again when nobody edits it.");
    }
    if (files.exists(backup) && !isKept(files)) {
      byte[] earlier = files.read(backup);
      writeAnew(files, backup + "." + Sha256.of(earlier).substring(0, 12), earlier);
    }
    writeAnew(files, backup, content);
  }

  /** A file that was there would keep its mode; killed in between, what it is a copy of is left. */
  private static void writeAnew(ServerFiles files, String path, byte[] content) {
    files.delete(path);
    files.write(path, content);
  }

  /** Whether the backup holds the content, byte for byte. */
  public boolean isKept(ServerFiles files) {
    return files.exists(backup) && Sha256.of(files.read(backup)).equals(sha256);
  }

  /** The same as a finding, with what was seen. */
  public Finding proofOfKeeping(ServerFiles files) {
    String subject = "SHA-256 of " + backup;
    if (!files.exists(backup)) {
      return Finding.of(Verdict.fail(subject, "no file", sha256, NO_WAY_BACK));
    }
    byte[] kept = files.read(backup);
    String observed = Sha256.of(kept);
    return Finding.of(
        observed.equals(sha256)
            ? Verdict.pass(subject, observed, sha256)
            : Verdict.fail(subject, observed, sha256, NO_WAY_BACK),
        Evidence.of(
            file.substring(file.lastIndexOf('/') + 1) + " before",
            "SHA-256 %s, %d bytes".formatted(observed, kept.length)));
  }

  /** Whether the file has the content. */
  boolean isInPlace(ServerFiles files) {
    return files.exists(file) && Sha256.of(files.read(file)).equals(sha256);
  }

  /**
   * Puts the content back from the backup, and then what the file has besides it; does nothing to
   * what is in place.
   *
   * @throws ServerControlException if neither the file nor the backup holds the content
   */
  public void restore(ServerFiles files) {
    if (!isInPlace(files)) {
      files.write(file, content(files));
    }
    if (attributes != null) {
      restoreAttributes(files, attributes);
    }
  }

  /** Where that fails, the way back goes on: the content alone may let the server start. */
  private void restoreAttributes(ServerFiles files, String before) {
    try {
      if (!files.attributes(file).equals(before)) {
        files.write(file, content(files), before);
      }
    } catch (ServerFileException e) {
      // The proof says what the file has instead.
    }
  }

  private byte[] content(ServerFiles files) {
    if (isInPlace(files)) {
      return files.read(file);
    }
    byte[] kept = files.exists(backup) ? files.read(backup) : new byte[0];
    if (!Sha256.of(kept).equals(sha256)) {
      throw new ServerControlException(
          "Neither %s nor %s holds the content from before the change (SHA-256 %s). Put it back by hand."
              .formatted(file, backup, sha256));
    }
    return kept;
  }

  /** The file is what it was before the change, as the server's account sees it. */
  public Finding proofOfReturn(ServerFiles files) {
    Verdict content = contentVerdict(files);
    return attributes == null
        ? Finding.of(content)
        : Finding.of(List.of(content, attributes(files, attributes)));
  }

  private Verdict attributes(ServerFiles files, String before) {
    String subject = "owner, group, mode and ACL of " + file;
    String observed = files.exists(file) ? files.attributes(file) : "no file";
    return observed.equals(before)
        ? Verdict.pass(subject, observed, before)
        : Verdict.fail(subject, observed, before, "give them back with chown, chmod and setfacl");
  }

  private Verdict contentVerdict(ServerFiles files) {
    String subject = "SHA-256 of " + file;
    String observed = files.exists(file) ? Sha256.of(files.read(file)) : "no file";
    return observed.equals(sha256)
        ? Verdict.pass(subject, observed, sha256)
        : Verdict.fail(subject, observed, sha256, "copy " + backup + " over it");
  }
}
