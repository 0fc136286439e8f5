package dev.redline.target.selection;

import dev.redline.plan.TargetOptions;
import dev.redline.postgres.ConnectionAttempts;
import dev.redline.postgres.Endpoint;
import dev.redline.target.BeforeStart;
import dev.redline.target.CommandEnvironment;
import dev.redline.target.HostCommand;
import dev.redline.target.ServerAccount;
import dev.redline.target.Target;
import dev.redline.target.TargetException;
import dev.redline.target.TargetRequest;
import dev.redline.target.container.ContainerEngine;
import dev.redline.target.container.ContainerTarget;
import dev.redline.target.local.Installation;
import dev.redline.target.local.LocalCluster;
import dev.redline.target.local.LocalTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Chooses where the server comes from: yours if one is named, else a container if an engine
 * answers, else a local throwaway cluster.
 *
 * @param home where throwaway servers keep what they need
 * @param fixtures the folder with {@code postgres/install}
 * @param engine how a container engine is found
 * @param user the operating system account that runs the harness
 * @param lowestMajor the oldest PostgreSQL that will do
 * @param say told each decision, for a person
 */
public record TargetSelection(
    Path home,
    Path fixtures,
    ContainerEngine engine,
    String user,
    TargetOptions options,
    int lowestMajor,
    Consumer<String> say) {

  private static final Path OUTSIDE = Path.of("/var/lib/redline");
  private static final String THREE_WAYS =
      """
      There are three ways to give Redline a server:
        1. name yours (it is only read): DATABASE_URL=postgresql://user@host:5432/database
        2. start a container engine (Docker or Podman), or set DOCKER_HOST: -Dtarget=container
        3. install PostgreSQL %d or later with pgvector 0.8.0 or later on this machine: -Dtarget=local""";

  /**
   * Opens the server that the request asks for.
   *
   * @param named the server that the environment names, if it does
   * @param beforeStart done before a server that does not run is started
   * @throws TargetException if it cannot be had
   */
  public Target open(TargetRequest request, Optional<Endpoint> named, BeforeStart beforeStart) {
    return switch (kind(request, named)) {
      case DSN ->
          new NamedTarget(named.orElseThrow(this::nothingNamed), attempts(), options, beforeStart);
      case CONTAINER -> container(request, beforeStart);
      case LOCAL -> local(request, beforeStart);
      case PROVIDED -> request.provider().orElseThrow().open(options, beforeStart, say);
    };
  }

  /** Which kind of server {@link #open} would open; looks for an engine, touches nothing. */
  public TargetRequest.Kind kind(TargetRequest request, Optional<Endpoint> named) {
    return request.kind().orElseGet(() -> firstAvailable(named));
  }

  private TargetRequest.Kind firstAvailable(Optional<Endpoint> named) {
    if (named.isPresent()) {
      return TargetRequest.Kind.DSN;
    }
    return ContainerEngine.hasClient() && engine.answers()
        ? TargetRequest.Kind.CONTAINER
        : TargetRequest.Kind.LOCAL;
  }

  private Target container(TargetRequest request, BeforeStart beforeStart) {
    if (!ContainerEngine.hasClient()) {
      throw new TargetException(
          "A container takes org.testcontainers:testcontainers-postgresql, which is not on the class path. Put it there (docs/anywhere.md). "
              + threeWays());
    }
    if (!engine.answers()) {
      throw new TargetException("No container engine answers here. " + threeWays());
    }
    String image = request.image().or(engine::image).orElseGet(() -> options.container().image());
    return ContainerTarget.open(
        home, image, request.fresh(), options, attempts(), beforeStart, say);
  }

  private Target local(TargetRequest request, BeforeStart beforeStart) {
    ServerAccount account = ServerAccount.forUser(user).within(options.limits().command());
    Installation installation = installation(request);
    Path folder = reachable(account).resolve("local-pg" + installation.major());
    LocalCluster cluster = new LocalCluster(folder, installation, account);
    if (request.fresh() && cluster.exists()) {
      say.accept("-Dfresh: removing the cluster in " + folder);
      cluster.process().stop(options.stopPatience());
      cluster.delete();
    }
    return LocalTarget.open(cluster, attempts(), options.limits(), beforeStart);
  }

  private Installation installation(TargetRequest request) {
    return Installation.findWithVector(lowestMajor).orElseGet(() -> install(request));
  }

  private Installation install(TargetRequest request) {
    String missing =
        "No PostgreSQL %d or later with pgvector is on this machine".formatted(lowestMajor);
    if (!request.mayInstall()) {
      throw new TargetException(missing + ", and -Dinstall=never is set. " + threeWays());
    }
    say.accept(missing + ": running fixtures/postgres/install");
    HostCommand.Result result =
        HostCommand.asOurselves()
            .with(CommandEnvironment.named(System.getenv(), CommandEnvironment.PROXIES))
            .within(options.limits().install(), "limits.install")
            .run(
                HostCommand.LONGEST,
                fixtures.resolve("postgres/install").toAbsolutePath().toString());
    say.accept(result.output().strip());
    return Optional.of(result)
        .filter(HostCommand.Result::succeeded)
        .flatMap(done -> Installation.findWithVector(lowestMajor))
        .orElseThrow(
            () ->
                new TargetException(
                    missing
                        + ", and it could not be installed:\n"
                        + result.output().strip()
                        + "\n"
                        + threeWays()));
  }

  /** The home, or a place of its own where the server's account may not enter the home. */
  private Path reachable(ServerAccount account) {
    Path absolute = home.toAbsolutePath();
    try {
      Files.createDirectories(absolute);
    } catch (java.io.IOException e) {
      throw new TargetException("Could not create " + absolute + ": " + e.getMessage(), e);
    }
    boolean enters =
        account
            .command()
            .run(Duration.ofSeconds(10), "test", "-x", absolute.toString())
            .succeeded();
    if (enters) {
      return absolute;
    }
    Path elsewhere = OUTSIDE.resolve(HexFormat.of().toHexDigits(absolute.toString().hashCode()));
    say.accept(
        "The account that runs PostgreSQL may not enter %s: the cluster lives in %s."
            .formatted(absolute, elsewhere));
    return elsewhere;
  }

  private ConnectionAttempts attempts() {
    TargetOptions.Connection connection = options.connection();
    return new ConnectionAttempts(
        connection.attempts(), connection.firstPause(), connection.longestPause());
  }

  private TargetException nothingNamed() {
    return new TargetException(
        "-Dtarget=dsn needs DATABASE_URL or POSTGRES_DSN in the environment. " + threeWays());
  }

  private String threeWays() {
    return THREE_WAYS.formatted(lowestMajor);
  }
}
