package dev.redline.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A disk to which recorded system calls are done again. What a power cut leaves of it is as bad as
 * POSIX allows: a file's content counts once it was forced, its name once its folder was.
 */
final class RecordedDisk {

  private static final FileAttribute<?> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Map<String, Content> names = new HashMap<>();
  private final Map<String, Content> forcedNames = new HashMap<>();
  private final Set<String> files = new HashSet<>();
  private final Set<String> newFolders = new HashSet<>();
  private final Set<String> forcedFolders = new HashSet<>();

  /** What a power cut takes away. */
  enum Loss {
    /** Every name and every byte that was not forced. */
    ALL_THAT_WAS_NOT_FORCED,
    /** The bytes that were not forced; their names are there. */
    CONTENT_THAT_WAS_NOT_FORCED,
    /** The second half of what was written last. */
    HALF_OF_THE_LAST_WRITE,
    /** Nothing: as after a kill. */
    NOTHING
  }

  private static final class Content {
    private byte[] now = {};
    private byte[] beforeLastWrite = {};
    private byte[] forced = {};

    void append(byte[] data) {
      beforeLastWrite = now;
      now = Arrays.copyOf(now, now.length + data.length);
      System.arraycopy(data, 0, now, beforeLastWrite.length, data.length);
    }

    byte[] after(Loss loss) {
      return switch (loss) {
        case ALL_THAT_WAS_NOT_FORCED, CONTENT_THAT_WAS_NOT_FORCED -> forced;
        case HALF_OF_THE_LAST_WRITE ->
            Arrays.copyOf(now, (beforeLastWrite.length + now.length) / 2);
        case NOTHING -> now;
      };
    }
  }

  /** An empty disk, to which these calls will be done. */
  RecordedDisk(List<SystemCall> calls) {
    for (SystemCall call : calls) {
      if (call.arguments().contains("O_CREAT") || call.name().startsWith("rename")) {
        files.add(call.path());
      }
    }
  }

  /** A file that is there, forced long ago. */
  void hold(Path file, byte[] content) {
    Content held = new Content();
    held.append(content);
    held.beforeLastWrite = held.now;
    held.forced = held.now;
    names.put(file.toString(), held);
    forcedNames.put(file.toString(), held);
  }

  /** Does one call, if it succeeded, as it was recorded. */
  void repeat(SystemCall call) {
    if (!call.succeeded()) {
      return;
    }
    String path = call.path();
    switch (call.name()) {
      case "mkdir", "mkdirat" -> newFolders.add(path);
      case "openat" -> open(path, call.arguments());
      case "write", "pwrite64" -> names.get(path).append(call.data());
      case "rename", "renameat" -> names.put(path, names.remove(call.source()));
      case "unlink", "unlinkat" -> names.remove(path);
      case "fsync" -> force(path);
      default -> {
        // Owner and mode: they decide nothing here.
      }
    }
  }

  /** Leaves on the real disk what is there after a power cut; the folders are emptied of ours. */
  void leave(Loss loss) throws IOException {
    for (String path : files) {
      Files.deleteIfExists(Path.of(path));
    }
    boolean forced = loss == Loss.ALL_THAT_WAS_NOT_FORCED;
    for (Map.Entry<String, Content> entry : (forced ? forcedNames : names).entrySet()) {
      Path path = Path.of(entry.getKey());
      boolean gone = newFolders.contains(folder(entry.getKey()));
      if (!forced || !gone || forcedFolders.contains(folder(entry.getKey()))) {
        Files.createDirectories(path.getParent(), OURS_ALONE);
        Files.write(path, entry.getValue().after(loss));
      }
    }
  }

  private void open(String path, String arguments) {
    if (arguments.contains("O_CREAT")) {
      names.computeIfAbsent(path, name -> new Content());
    }
    if (arguments.contains("O_TRUNC")) {
      names.get(path).now = new byte[0];
      names.get(path).beforeLastWrite = new byte[0];
    }
  }

  private void force(String path) {
    Content file = names.get(path);
    if (file != null) {
      file.forced = file.now;
      file.beforeLastWrite = file.now;
      return;
    }
    forcedNames.keySet().removeIf(name -> folder(name).equals(path));
    names.forEach(
        (name, content) -> {
          if (folder(name).equals(path)) {
            forcedNames.put(name, content);
          }
        });
    newFolders.stream().filter(name -> folder(name).equals(path)).forEach(forcedFolders::add);
  }

  private static String folder(String path) {
    return Path.of(path).getParent().toString();
  }
}
