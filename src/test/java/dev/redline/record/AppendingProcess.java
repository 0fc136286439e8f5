package dev.redline.record;

import dev.redline.SmallJvm;
import dev.redline.record.journal.EntryKind;
import dev.redline.record.journal.Journal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own that appends to a journal. */
final class AppendingProcess {

  private AppendingProcess() {}

  /** Appends until it is killed, or as many entries as the second argument says. */
  public static void main(String[] arguments) throws IOException {
    JournalFolder folder = new JournalFolder(Path.of(arguments[0]));
    long entries = Long.parseLong(arguments[1]);
    Journal journal = folder.journal();
    for (long i = 0; i < entries; i++) {
      journal.append(EntryKind.GATE, Map.of("process", arguments[2], "number", i));
      if (i == 0) {
        System.out.println("begun");
        System.in.read();
      }
    }
  }

  /** Starts one and returns once it has appended its first entry; it then waits. */
  static Process start(Path metrics, long entries, String name) throws IOException {
    Process process =
        new ProcessBuilder(
                SmallJvm.command(
                    AppendingProcess.class, metrics.toString(), String.valueOf(entries), name))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.inputReader().readLine();
    return process;
  }

  /** Lets it append the rest. */
  static void goOn(Process process) throws IOException {
    process.outputWriter().append('\n').flush();
  }
}
