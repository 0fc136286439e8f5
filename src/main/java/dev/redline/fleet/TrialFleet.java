package dev.redline.fleet;

import dev.redline.files.Sha256;
import dev.redline.plan.value.MemorySize;
import dev.redline.target.CommandEnvironment;
import dev.redline.target.HostCommand;
import dev.redline.target.HostMemory;
import dev.redline.target.TargetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fleet to try things on, of fixtures/patroni: made once, and left running for the next run. To a
 * run it is a server of somebody's, whose decisions nobody has to take.
 *
 * @param fixtures the folder with {@code patroni/make}
 * @param folder where it lives, which the account that runs PostgreSQL may enter
 * @param home for the plan and the state of its runs
 * @param say told each step, for a person
 */
public record TrialFleet(Path fixtures, Path folder, Path home, Consumer<String> say) {

  /** As {@code -Dtarget} takes it. */
  public static final String TARGET = "patroni";

  private static final Path OUTSIDE = Path.of("/var/lib/redline");
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String PASSWORD_VARIABLE = "REDLINE_TRIAL_FLEET";

  private static final List<String> MEMBERS = List.of("node1", "node2", "node3");

  /**
   * Where it lives for a project.
   *
   * @param home the project's folder for throwaway servers
   * @param user the account of the operating system that runs this
   */
  public static TrialFleet of(Path fixtures, Path home, String user, Consumer<String> say) {
    Path own = home.toAbsolutePath().resolve("patroni");
    String text = own.toString();
    Path folder =
        user.equals("root")
            ? OUTSIDE.resolve(
                "patroni-" + Sha256.of(text.getBytes(StandardCharsets.UTF_8)).substring(0, 12))
            : own.resolve("fleet");
    return new TrialFleet(fixtures, folder, own, say);
  }

  /**
   * What a run has in place of what it was given.
   *
   * @param gates the plan, with the fleet and a workload in it
   */
  public record Conditions(
      Path gates, Map<String, String> properties, Map<String, String> environment) {}

  /**
   * Makes the fleet where it is not there or does not answer, and returns how a run gets at it.
   *
   * @param fresh another one in any case
   * @throws TargetException if it cannot be had on this machine
   */
  public Conditions conditions(
      Path gates, Map<String, String> properties, Map<String, String> environment, boolean fresh) {
    try {
      Files.createDirectories(home);
      Map<String, String> facts = facts();
      if (fresh || facts.isEmpty() || !answers(facts)) {
        facts = made(environment);
      }
      String member = member(facts);
      say.accept("A fleet to try things on, in %s: %s".formatted(folder, member));
      Map<String, String> asked = new LinkedHashMap<>(properties);
      asked.put("target", "dsn");
      asked.put("state", state().toString());
      asked.remove("fresh");
      if (!asked.containsKey("approve")) {
        asked.put("approve", "all");
        asked.put("confirm", "all");
      }
      Map<String, String> variables = new LinkedHashMap<>(environment);
      variables.remove("POSTGRES_DSN");
      variables.put("DATABASE_URL", fact(facts, member + "_url"));
      variables.put(PASSWORD_VARIABLE, password(facts));
      return new Conditions(plan(gates, facts), asked, variables);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + home, e);
    }
  }

  /** The API's is that of the servers; public, as fixtures/patroni/make holds it. */
  private static String password(Map<String, String> facts) {
    return URI.create(fact(facts, "url")).getRawUserInfo().replaceFirst("[^:]*:", "");
  }

  private Path state() {
    return home.resolve("ai_state.json");
  }

  private Map<String, String> facts() throws IOException {
    Path kept = home.resolve("facts");
    return Files.exists(kept) && Files.exists(folder) ? facts(Files.readString(kept)) : Map.of();
  }

  private static Map<String, String> facts(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    text.lines()
        .map(line -> line.split("=", 2))
        .filter(words -> words.length == 2)
        .forEach(words -> facts.put(words[0], words[1]));
    return facts;
  }

  private static String fact(Map<String, String> facts, String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  /** All three servers run, by the word of each. */
  private boolean answers(Map<String, String> facts) {
    return MEMBERS.stream()
        .allMatch(
            member ->
                asked(facts, member, "patroni")
                    .filter(said -> said.path("state").asString("").equals("running"))
                    .isPresent());
  }

  private Map<String, String> made(Map<String, String> environment) throws IOException {
    HostCommand command =
        HostCommand.asOurselves()
            .with(
                CommandEnvironment.named(
                    environment,
                    Stream.concat(
                            CommandEnvironment.PROXIES.stream(),
                            Stream.of("REDLINE_PATRONI_PACKAGES"))
                        .toList()))
            .within(PATIENCE);
    if (Files.exists(folder)) {
      say.accept("The fleet in %s is removed, and made anew".formatted(folder));
      ran(command, "patroni/remove", folder.toString());
    }
    if (Files.exists(state())) {
      Path old = home.resolve("ai_state.%d.json".formatted(Instant.now().getEpochSecond()));
      Files.move(state(), old);
      say.accept("The state so far is kept in " + old);
    }
    say.accept("Making etcd and three PostgreSQL servers under Patroni in " + folder);
    Files.createDirectories(Objects.requireNonNull(folder.getParent()));
    String told = ran(command, "patroni/make", folder.toString());
    Files.writeString(home.resolve("facts"), told);
    return facts(told);
  }

  private String ran(HostCommand command, String program, String argument) {
    HostCommand.Result result =
        command.run(PATIENCE, fixtures.resolve(program).toAbsolutePath().toString(), argument);
    if (!result.succeeded()) {
      throw new TargetException(
          "fixtures/%s ended with %d:\n%s"
              .formatted(program, result.exitCode(), result.output().strip()));
    }
    return result.output();
  }

  /** The replica of the last run, and any member whose change is not committed; else a replica. */
  private String member(Map<String, String> facts) throws IOException {
    Path kept = home.resolve("member");
    String last = Files.exists(kept) ? Files.readString(kept).strip() : "";
    List<String> replicas =
        MEMBERS.stream()
            .filter(
                member ->
                    asked(facts, member, "patroni")
                        .filter(said -> said.path("role").asString("").equals("replica"))
                        .isPresent())
            .toList();
    String member =
        replicas.contains(last) || (!last.isEmpty() && hasPendingChange())
            ? last
            : replicas.stream().findFirst().orElse("node2");
    Files.writeString(kept, member);
    return member;
  }

  private boolean hasPendingChange() throws IOException {
    return Files.exists(state())
        && JsonMapper.shared().readTree(Files.readString(state())).path("pending").isObject();
  }

  private static Optional<JsonNode> asked(Map<String, String> facts, String member, String path) {
    try {
      URI api = URI.create(fact(facts, member + "_api") + "/" + path);
      HttpResponse<String> said =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(api).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.ofString());
      return Optional.of(JsonMapper.shared().readTree(said.body()));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** The plan that is given, but for the server, and with what that one is measured by. */
  private Path plan(Path gates, Map<String, String> facts) throws IOException {
    Path plan = home.resolve("gates");
    copy(gates, plan);
    String memory =
        new MemorySize((HostMemory.ofThisMachine().bytes() / (MEMBERS.size() + 1)) >> 20 << 20)
            .toString();
    String fleet =
        """
        host_memory: %1$s
        rehearse: none
        yours:
          engine: patroni
          api: %2$s
          account: {user: patroni, password_variable: %3$s}
          replica_lag: 16MB
          members_at_least: 3
          local:
            read: [cat, "%4$s/{member}/patroni.yml"]
            write: [tee, "%4$s/{member}/patroni.yml"]
        """
            .formatted(memory, fact(facts, "api"), PASSWORD_VARIABLE, folder);
    Path target = plan.resolve("target.yaml");
    Files.writeString(
        target,
        without(Files.readAllLines(target), List.of("yours:", "host_memory:", "rehearse:"))
            + "\n"
            + fleet);
    Files.copy(
        fixtures.resolve("patroni/workload.yaml"),
        plan.resolve("workload.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    return plan;
  }

  /** All lines but those of these sections. */
  private static String without(List<String> lines, List<String> sections) {
    List<String> left = new ArrayList<>();
    boolean leaving = false;
    for (String line : lines) {
      boolean begins = !line.isBlank() && !line.startsWith(" ") && !line.startsWith("#");
      leaving = begins ? sections.stream().anyMatch(line::startsWith) : leaving;
      if (!leaving) {
        left.add(line);
      }
    }
    return String.join("\n", left);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path other = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(other);
        } else {
          Files.copy(each, other, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
