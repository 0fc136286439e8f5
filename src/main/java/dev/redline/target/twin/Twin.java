package dev.redline.target.twin;

import dev.redline.files.AtomicFile;
import dev.redline.postgres.ConfigurationText;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.quoting.ShellText;
import dev.redline.target.HostCommand;
import dev.redline.target.ServerAccount;
import dev.redline.target.TargetException;
import dev.redline.target.local.Installation;
import dev.redline.target.local.LocalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A copy of a server, on the loopback interface at a port of its own, sealed off from everything
 * else. Closing stops it; its files go with {@link #remove}.
 */
public final class Twin implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String HBA = "host all all 127.0.0.1/32 scram-sha-256\n";

  private final Path folder;
  private final TwinSource source;
  private final ServerAccount account;
  private final Seal seal;
  private final LocalProcess process;

  private Twin(Path folder, TwinSource source, ServerAccount account, Seal seal) {
    this.folder = folder;
    this.source = source;
    this.account = account;
    this.seal = seal;
    this.process =
        new LocalProcess(
            Installation.at(source.programs()),
            account,
            data(folder),
            folder.resolve("log"),
            seal.options());
  }

  /**
   * Copies a running server into {@code folder}, which is made new; the copy does not run yet.
   *
   * @throws TargetException if the copy cannot be made; what there is of it is then removed
   */
  public static Twin of(TwinSource source, Path folder, BaseBackup backup) {
    ServerAccount account = ServerAccount.named(source.owner(), System.getProperty("user.name"));
    remove(folder);
    make(folder, account);
    try {
      make(data(folder), account);
      backup.into(data(folder), source, account);
      Twin twin = sealed(folder, source, account, Map.of());
      twin.adoptConfiguration();
      return twin;
    } catch (RuntimeException e) {
      remove(folder);
      throw e;
    }
  }

  /**
   * A second twin from this one, which must not have been started, with other settings: the same
   * bytes but for a block at the end of postgresql.conf. Copied by reference where the file system
   * can.
   */
  public Twin with(Path other, String purpose, Map<String, String> settings) {
    remove(other);
    copy(folder, other);
    Twin twin = sealed(other, source, account, settings);
    twin.configure(purpose, settings);
    return twin;
  }

  private static Twin sealed(
      Path folder, TwinSource source, ServerAccount account, Map<String, String> settings) {
    List<String> libraries =
        Optional.ofNullable(settings.get("shared_preload_libraries"))
            .map(TwinSource::libraries)
            .orElse(source.libraries());
    Path hba = folder.resolve("pg_hba.conf");
    Seal seal = Seal.of(data(folder), libraries, hba, settings);
    write(hba, HBA.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    account.take(hba);
    return new Twin(folder, source, account, seal);
  }

  /** Where the server keeps its configuration outside of its data directory, it is copied, too. */
  private void adoptConfiguration() {
    if (!source.configuration().equals(source.data())) {
      copy(source.configuration().resolve("."), data(folder));
      make(data(folder), account); // the copy has given it the mode and the owner of that folder
    }
    Path file = configurationFile();
    if (!file.endsWith(source.configurationFile())) {
      copy(data(folder).resolve(source.configurationFile()), file);
    }
  }

  private void configure(String purpose, Map<String, String> settings) {
    Path file = configurationFile();
    try {
      byte[] text = Files.readAllBytes(file);
      Files.write(file, ConfigurationText.withBlock(text, purpose, settings));
    } catch (IOException e) {
      throw new TargetException("Could not edit " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Starts it and sees to it that the seal holds.
   *
   * @throws dev.redline.postgres.ServerStartException if it does not start
   * @throws TargetException if it could reach out; it is then stopped
   */
  public void start() throws SQLException {
    process.start(PATIENCE);
    List<String> broken = seal.broken(connector());
    if (!broken.isEmpty()) {
      process.stop(PATIENCE);
      throw new TargetException("The twin is not sealed off and was stopped: " + broken);
    }
  }

  /** Preloaded libraries of the server that the twin goes without. */
  public List<String> librariesLeftOut() {
    return Seal.leftOut(source.libraries());
  }

  /** Whether the server does not start without huge pages, which the twin goes without. */
  public boolean leavesOutHugePages() {
    return source.insistsOnHugePages();
  }

  /** To the same database as the server's, as the same account. */
  public Connector connector() {
    return source.connector().to(this::endpoint);
  }

  private Endpoint endpoint() {
    Endpoint original = source.connector().endpoint();
    String database = original.jdbcUrl().replaceFirst("^[^?]*/", "").replaceFirst("\\?.*$", "");
    Properties properties = original.properties();
    return Endpoint.loopback(
        process.port(), database, original.user(), properties.getProperty("password", ""));
  }

  @Override
  public void close() {
    process.stop(PATIENCE);
  }

  /** Stops it and removes its files. */
  public void remove() {
    close();
    remove(folder);
  }

  private Path configurationFile() {
    return data(folder).resolve("postgresql.conf");
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static void make(Path folder, ServerAccount account) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      account.take(folder);
    } catch (IOException e) {
      throw new TargetException("Could not make " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      new AtomicFile(file).replace(content);
    } catch (IOException e) {
      throw new TargetException("Could not write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void copy(Path from, Path to) {
    run("cp", "-a", "--reflink=auto", from.toString(), to.toString());
  }

  private static void remove(Path folder) {
    run("rm", "-rf", "--", folder.toString());
  }

  private static void run(String... line) {
    HostCommand.Result done = HostCommand.asOurselves().run(PATIENCE.multipliedBy(10), line);
    if (!done.succeeded()) {
      throw new TargetException(
          ShellText.line(List.of(line)) + " failed: " + done.output().strip());
    }
  }
}
