package dev.redline.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The files of a throwaway cluster: loopback only, passwords by SCRAM, data checksums on.
 *
 * @param folder holds {@code data}, {@code log} and {@code password}; belongs to {@code account}
 */
record LocalCluster(Path folder, Installation installation, ServerAccount account) {

  static final String SUPERUSER = "redline";

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

  LocalProcess process() {
    return new LocalProcess(installation, account, data(), folder.resolve("log"));
  }

  /** A person has the password's file, so no line has to hold the password. */
  ByHand byHand(int port) {
    String psql =
        "PGPASSWORD=\"$(cat %s)\" %s -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p %d -U %s"
            .formatted(
                ByHand.quoted(passwordFile().path().toString()),
                ByHand.quoted(installation.program("psql").toString()),
                port,
                SUPERUSER);
    return new ByHand("", process().restartByHand(), psql, Map.of());
  }

  boolean exists() {
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
      account.take(folder);
      passwordFile().create();
      account.take(passwordFile().path());
      HostCommand.Result initdb = account.command().run(INITDB_PATIENCE, "", initdb());
      if (!initdb.succeeded()) {
        throw new TargetException(
            "initdb failed in %s:\n%s".formatted(folder, initdb.output().strip()));
      }
      Files.writeString(
          data().resolve("postgresql.conf"), LOOPBACK_ONLY, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new TargetException(
          "Could not make a cluster in %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Removes the cluster and everything in it; the server must not run. */
  void delete() {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not remove the cluster in " + folder, e);
    }
  }

  private List<String> initdb() {
    return List.of(
        installation.program("initdb").toString(),
        "--pgdata=" + data(),
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
