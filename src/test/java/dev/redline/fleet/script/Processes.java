package dev.redline.fleet.script;

import dev.redline.trial.MadeFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes of a fleet, by the ids that fixtures/patroni/make and PostgreSQL write down. */
record Processes(MadeFleet fleet) {

  /** A host that is gone: neither Patroni nor its server ends by itself. */
  void killed(String member) throws IOException, InterruptedException {
    signal("KILL", patroni(member));
    signal("KILL", Path.of(fleet.fact(member + "_data"), "postmaster.pid"));
  }

  /** Patroni runs again, and starts its server. */
  void started(String member) throws IOException {
    String[] patronictl = fleet.fact("patronictl").split(" -c ");
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(
          List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--init-groups"));
    }
    command.addAll(List.of("setsid", "sh", "-c", "echo $$ >\"$0\"; exec \"$@\""));
    command.add(patroni(member).toString());
    command.addAll(List.of(patronictl[0].replaceFirst("patronictl$", "patroni").split(" ")));
    command.add(fleet.fact(member + "_configuration"));
    new ProcessBuilder(command)
        .directory(fleet.folder().toFile())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(fleet.folder().resolve(member + ".log").toFile()))
        .start();
  }

  /** It answers nobody, and its connections stay. */
  void etcdHalted() throws IOException, InterruptedException {
    signal("STOP", fleet.folder().resolve("etcd.pid"));
  }

  void etcdGoesOn() throws IOException, InterruptedException {
    signal("CONT", fleet.folder().resolve("etcd.pid"));
  }

  private Path patroni(String member) {
    return fleet.folder().resolve(member + ".pid");
  }

  private static void signal(String name, Path file) throws IOException, InterruptedException {
    String pid = Files.readAllLines(file).get(0).strip();
    int code = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill -%s %s of %s ended with %d".formatted(name, pid, file, code));
    }
  }
}
