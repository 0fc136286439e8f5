package dev.redline.record.quality;

import dev.redline.SmallJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A process of its own that begins tests in many folders, as the fork of a build does in one. */
final class BeginningProcess {

  private BeginningProcess() {}

  /** Waits for a line, then begins in as many folders as the second argument says. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    System.in.read();
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      BuildSources.begin(Path.of(arguments[0], "reports-" + i), "sources", Instant.EPOCH);
    }
  }

  static Process start(Path folder, int folders) throws IOException {
    Process process =
        new ProcessBuilder(
                SmallJvm.command(
                    BeginningProcess.class, folder.toString(), String.valueOf(folders)))
            .redirectError(folder.resolve("errors-" + System.nanoTime()).toFile())
            .start();
    process.inputReader().readLine();
    return process;
  }

  static void goOn(Process process) throws IOException {
    process.outputWriter().append('\n').flush();
  }
}
