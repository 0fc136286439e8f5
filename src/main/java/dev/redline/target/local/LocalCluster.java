package dev.redline.target.local;

import dev.redline.quoting.ShellText;
import dev.redline.target.HostCommand;
import dev.redline.target.ManualCommands;
import dev.redline.target.PasswordFile;
import dev.redline.target.ServerAccount;
import dev.redline.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a throwaway cluster: loopback only, passwords by SCRAM, data checksums on.
 *
 * @param folder holds {@code data}, {@code log} and {@code password}; belongs to {@code account}
 */
public record LocalCluster(Path folder, Installation installation, ServerAccount account) {

  public static final String SUPERUSER = "redline";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration INITDB_PATIENCE = Duration.ofMinutes(2);
  private static final String LOOPBACK_ONLY =
      """

      # Written when the cluster was made.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      log_line_prefix = '%m [%p] %q%u@%d %a '
      """;

  Path data() {
    return folder.resolve("data");
  }

  /** Where the cluster is made: one that was killed halfway is never taken for a whole one. */
  private Path unfinished() {
    return folder.resolve("data.unfinished");
  }

  LocalFiles files() {
    return new LocalFiles(account);
  }

  public LocalProcess process() {
    return new LocalProcess(installation, account, data(), folder.resolve("log"));
  }

  /** A person has the password's file, so no line has to hold the password. */
  ManualCommands byHand(int port) {
    String psql =
        "PGPASSWORD=\"$(cat %s)\" %s -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p %d -U %s"
            .formatted(
                ShellText.word(passwordFile().path().toString()),
                ShellText.word(installation.program("psql").toString()),
                port,
                SUPERUSER);
    return new ManualCommands("", process().restartByHand(), psql, Optional.empty());
  }

  public boolean exists() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  String password() {
    return passwordFile().read();
  }

  /** Makes the cluster; the server is not started. */
  void create() {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      passwordFile().create();
      account.take(passwordFile().path());
      account.take(folder); // last: from here on the account may exchange what is in there
      done(account.command().run(INITDB_PATIENCE, "", initdb()), "initdb");
      String conf = unfinished().resolve("postgresql.conf").toString();
      done(account.command().run(PATIENCE, LOOPBACK_ONLY, List.of("tee", "-a", conf)), "tee");

      done(run("mv", unfinished().toString(), data().toString()), "mv");
    } catch (IOException e) {
      throw new TargetException(
          "Could not make a cluster in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /**
   * Removes the cluster and everything in it; the server must not run. The account removes what it
   * owns: it may lead a path elsewhere at any time.
   */
  public void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    account.take(folder);
    done(run("rm", "-rf", data().toString(), unfinished().toString()), "rm");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove the cluster in " + folder, e);
    }
  }

  private HostCommand.Result run(String... command) {
    return account.command().run(PATIENCE, command);
  }

  private void done(HostCommand.Result result, String program) {
    if (!result.succeeded()) {
      throw new TargetException(
          "%s failed in %s:\n%s".formatted(program, folder, result.output().strip()));
    }
  }

  private List<String> initdb() {
    return List.of(
        installation.program("initdb").toString(),
        "--pgdata=" + unfinished(),
        "--username=" + SUPERUSER,
        "--pwfile=" + passwordFile().path(),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--data-checksums");
  }

  private PasswordFile passwordFile() {
    return new PasswordFile(folder.resolve("password"));
  }
}
