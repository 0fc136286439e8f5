package dev.redline.record.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Notes of the commit that is checked out, under {@code refs/notes/redline}: pushed to another
 * machine, they stay there. Commits and files are not touched.
 */
record GitNoteAnchor(Path project) implements HeadAnchor {

  private static final String REF = "redline";
  private static final long PATIENCE_SECONDS = 10;

  /** Notes are commits, which have an author; whoever runs git may have no name there. */
  private static final List<String> AUTHOR =
      List.of("-c", "user.name=redline", "-c", "user.email=redline@localhost");

  @Override
  public void keep(Anchored anchored) {
    List<String> add = List.of("notes", "--ref=" + REF, "append", "-m", AnchorLine.of(anchored));
    Said said = git(add);
    if (said.status() != 0) {
      throw failed("add the journal's head to " + name(), said);
    }
  }

  @Override
  public List<Anchored> kept() {
    Said repository = git(List.of("rev-parse", "--git-dir"));
    if (repository.status() != 0) {
      throw failed("read " + name(), repository);
    }
    Said lines = git(List.of("grep", "-h", "-e", ".", "refs/notes/" + REF));
    boolean none = git(List.of("rev-parse", "-q", "--verify", "refs/notes/" + REF)).status() != 0;
    if (lines.status() > 1 && !none) {
      throw failed("read " + name(), lines);
    }
    return none ? List.of() : AnchorLine.read(name(), lines.out().lines().toList());
  }

  @Override
  public String name() {
    return "git notes --ref=" + REF;
  }

  private record Said(int status, String out) {}

  private Said git(List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(AUTHOR);
    line.addAll(arguments);
    try {
      return said(line);
    } catch (IOException e) {
      throw new JournalException("git could not be run for " + name(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException("git was interrupted", e);
    }
  }

  /** By way of a file: whoever reads a pipe to its end waits as long as git does. */
  private Said said(List<String> line) throws IOException, InterruptedException {
    Path out = Files.createTempFile("redline-git", ".out");
    try {
      ProcessBuilder command =
          new ProcessBuilder(line)
              .directory(project.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      command.environment().keySet().retainAll(Set.of("PATH", "HOME"));
      Process git = command.start();
      git.getOutputStream().close();
      if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        throw new JournalException("git does not end", new IOException(String.join(" ", line)));
      }
      return new Said(git.exitValue(), Files.readString(out));
    } finally {
      Files.delete(out);
    }
  }

  private static JournalException failed(String what, Said said) {
    return new JournalException(
        "Could not %s: git says: %s".formatted(what, said.out().strip()),
        new IOException("exit code " + said.status()));
  }
}
