package dev.redline.fleet;

import dev.redline.files.AtomicFile;
import dev.redline.plan.Fleet.Local;
import dev.redline.postgres.ServerControlException;
import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import dev.redline.quoting.ShellText;
import dev.redline.target.FilesElsewhere;
import dev.redline.target.HostCommand;
import dev.redline.target.OwnersCommand;
import dev.redline.target.TargetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Local configurations of a fleet's members as files, by the owner's commands; what is kept of them
 * lies on this machine, for its owner alone, since it holds passwords. No other file of a member is
 * within reach.
 */
final class MemberFiles implements ServerFiles {

  private static final String SUBJECT = "local configuration of ";
  private static final String LEFT_TO_IT = "left to the command that writes it";

  private final Local local;
  private final Supplier<String> own;
  private final Path folder;
  private final Duration limit;
  private final Runnable written;
  private final ServerFiles elsewhere = new FilesElsewhere();

  /**
   * @param own the name of the member that the run may change
   * @param folder for what is kept
   * @param limit how long a command may run
   * @param written told that the member's file was replaced
   */
  MemberFiles(Local local, Supplier<String> own, Path folder, Duration limit, Runnable written) {
    this.local = local;
    this.own = own;
    this.folder = folder;
    this.limit = limit;
    this.written = written;
  }

  /** What a member's file is called. */
  static String of(String member) {
    return SUBJECT + member;
  }

  /** Whether that is what is called so. */
  static boolean isMembers(String path) {
    return path.startsWith(SUBJECT) && !isKept(path);
  }

  @Override
  public boolean withinReach() {
    return false;
  }

  @Override
  public Optional<String> obstacleTo(String path) {
    return Optional.empty();
  }

  @Override
  public boolean exists(String path) {
    return isMembers(path) || (isKept(path) && Files.exists(kept(path)));
  }

  @Override
  public byte[] read(String path) {
    if (isMembers(path)) {
      return run("read", path, local.read(), "").getBytes(StandardCharsets.UTF_8);
    }
    if (!isKept(path)) {
      return elsewhere.read(path);
    }
    try {
      return Files.readAllBytes(kept(path));
    } catch (IOException e) {
      throw new ServerFileException("read", kept(path).toString(), e.toString(), e);
    }
  }

  @Override
  public String attributes(String path) {
    return LEFT_TO_IT;
  }

  /** {@inheritDoc} Patroni is told to read the file again, and has done so when this returns. */
  @Override
  public void write(String path, byte[] content) {
    if (isMembers(path)) {
      run("write", path, local.write(), new String(content, StandardCharsets.UTF_8));
      if (!Arrays.equals(read(path), content)) {
        throw new ServerControlException(
            "The command that writes the %s (%s) ended well, and the file holds something else."
                .formatted(path, ShellText.line(Local.of(local.write(), member(path)))));
      }
      written.run();
    } else if (isKept(path)) {
      try {
        Files.createDirectories(folder);
        new AtomicFile(kept(path)).replaceForOwnerOnly(content);
      } catch (IOException e) {
        throw new ServerFileException("write", kept(path).toString(), e.toString(), e);
      }
    } else {
      elsewhere.write(path, content);
    }
  }

  @Override
  public void delete(String path) {
    if (!isKept(path)) {
      elsewhere.delete(path);
    }
    try {
      Files.deleteIfExists(kept(path));
    } catch (IOException e) {
      throw new ServerFileException("delete", kept(path).toString(), e.toString(), e);
    }
  }

  private String run(String action, String path, List<String> command, String input) {
    List<String> line = Local.of(command, member(path));
    String named = own.get();
    if (!member(path).equals(named)) {
      throw new ServerControlException(
          "The %s is not that of %s, which DATABASE_URL names: name %s there."
              .formatted(path, named, member(path)));
    }
    try {
      HostCommand.Result result =
          OwnersCommand.passing(local.pass(), limit).printed(limit, input, line);
      if (result.succeeded()) {
        return result.output();
      }
      String reason = "%s ended with %d".formatted(ShellText.line(line), result.exitCode());
      throw new ServerFileException(action, path, reason, new IOException(reason));
    } catch (TargetException e) {
      throw new ServerFileException(action, path, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isKept(String path) {
    return path.startsWith(SUBJECT) && path.matches(".*\\.bak(\\.[0-9a-f]+)?");
  }

  private Path kept(String path) {
    return folder.resolve(path.replace(' ', '-').replace('/', '-'));
  }

  private static String member(String path) {
    return path.substring(SUBJECT.length());
  }
}
