package dev.redline.fleet;

import dev.redline.plan.Fleet;
import dev.redline.plan.TargetOptions;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerControlException;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every member of a fleet, through Patroni's REST API and the members' own files. */
public final class FleetControl {

  private static final Duration LOOK = Duration.ofMillis(500);

  /** Patroni answers to a switchover once it is over, or after twenty turns of its loop. */
  private static final Duration SWITCHOVER = Duration.ofMinutes(2);

  /** Of another writer of the fleet's configuration, who was a moment faster. */
  private static final int ATTEMPTS = 3;

  private final Fleet fleet;
  private final TargetOptions options;
  private final PatroniClient client;
  private final Connector named;
  private final Path folder;
  private final Map<String, ServerControl> controls = new HashMap<>();

  /**
   * @param environment where the password of the API is
   * @param named connects to one member; the others take the same account
   * @param folder for what is kept of the members' files
   */
  FleetControl(
      Fleet fleet,
      TargetOptions options,
      Map<String, String> environment,
      Connector named,
      Path folder) {
    this.fleet = fleet;
    this.options = options;
    this.client = new PatroniClient(fleet, options.limits(), environment);
    this.named = named;
    this.folder = folder;
  }

  FleetView read() throws FleetUnknownException {
    return new FleetProbe(fleet, client).read();
  }

  /**
   * The fleet at this moment.
   *
   * @throws ServerControlException if no API answers
   */
  public FleetView view() {
    try {
      return read();
    } catch (FleetUnknownException e) {
      throw new ServerControlException("No API of the fleet answers: " + e.getMessage(), e);
    }
  }

  /** What a replica may be behind its leader at most, in bytes. */
  public long replicaLag() {
    return fleet.replicaLag().bytes();
  }

  /** How long nobody may be able to write during a switchover. */
  public Duration writeGap() {
    return fleet.writeGap();
  }

  /**
   * Every member follows the leader, none waits for a restart, and the fleet is in order; waits for
   * it as long as a start may take.
   */
  public Finding inOrder() {
    return inOrderBut(Set.of());
  }

  /**
   * The same, but some members may wait for a restart.
   *
   * @param mayWait their names
   */
  public Finding inOrderBut(Set<String> mayWait) {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK)
          .atMost(options.startPatience())
          .until(() -> order(mayWait), Finding::passed);
    } catch (ConditionTimeoutException e) {
      return order(mayWait);
    }
  }

  private Finding order(Set<String> mayWait) {
    try {
      FleetView view = read();
      return Finding.of(
          new FleetCheck(view, fleet, mayWait).judge(),
          Evidence.of("fleet as a table", view.toString()));
    } catch (FleetUnknownException e) {
      return Finding.of(unknown(e));
    }
  }

  static Verdict unknown(FleetUnknownException e) {
    return Verdict.inconclusive(
        "fleet",
        "no answer from " + e.getMessage(),
        "an answer of one API at least",
        "correct api in gates/target.yaml, or find out whether Patroni runs");
  }

  /** Connects to one member, wherever the fleet says that it is. */
  public Connector connector(String member) {
    return named.to(() -> endpointOf(member(member)));
  }

  /** Connects to the leader of the moment. */
  Connector leader() {
    return named.to(
        () ->
            view()
                .leader()
                .map(this::endpointOf)
                .orElseThrow(
                    () ->
                        new ServerControlException(
                            "The fleet has no leader now: look at patronictl list.")));
  }

  /** How one member is changed and restarted: a leader is never restarted. */
  public ServerControl of(String member) {
    return controls.computeIfAbsent(member, name -> of(() -> member(name), connector(name)));
  }

  /** The same, and a leader is restarted, too. */
  public ServerControl ofAnyRole(String member) {
    return of(() -> member(member), connector(member), MemberControl.Restarts.ANY_MEMBER);
  }

  /**
   * A member's Patroni has gone through its loop twice from now on: it knows the fleet's
   * configuration of this moment.
   *
   * @throws ServerControlException if it cannot be asked, or its loop stands still
   */
  public void seenBy(String member) {
    patroni(() -> member(member), MemberControl.Restarts.REPLICAS).fileReplaced();
  }

  private MemberControl patroni(Supplier<Member> member, MemberControl.Restarts restarts) {
    return new MemberControl(member, client, options.startPatience(), restarts);
  }

  ServerControl of(Supplier<Member> member, Connector connector) {
    return of(member, connector, MemberControl.Restarts.REPLICAS);
  }

  private ServerControl of(
      Supplier<Member> member, Connector connector, MemberControl.Restarts restarts) {
    MemberControl patroni = patroni(member, restarts);
    MemberFiles files =
        new MemberFiles(
            fleet.local().orElseThrow(),
            () -> member.get().name(),
            folder,
            options.limits().command(),
            patroni::fileReplaced);
    return new ServerControl(new MemberProcess(connector, patroni), files);
  }

  private Member member(String name) {
    return view()
        .member(name)
        .orElseThrow(
            () -> new ServerControlException("The fleet has no member %s now.".formatted(name)));
  }

  private Endpoint endpointOf(Member member) {
    int port = member.address().lastIndexOf(':');
    return named
        .endpoint()
        .at(
            member.address().substring(0, port),
            Integer.parseInt(member.address().substring(port + 1)));
  }

  /**
   * Asks Patroni to have another member lead, and returns what it says: whether that came about is
   * to be seen at the fleet.
   *
   * @throws ServerControlException if no API answers
   */
  public String switchOver(String from, String to) {
    return changed("POST", "switchover", Map.of("leader", from, "candidate", to), SWITCHOVER);
  }

  /**
   * Parameters of PostgreSQL in the fleet's own configuration, each as the JSON that it is.
   *
   * @throws ServerControlException if no API answers
   */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    configuration()
        .path("postgresql")
        .path("parameters")
        .properties()
        .forEach(each -> parameters.put(each.getKey(), each.getValue().toString()));
    return parameters;
  }

  /**
   * Puts parameters into the fleet's own configuration, the others untouched. Does nothing to what
   * is there.
   *
   * @param parameters each as JSON; {@code null} in it takes one out
   * @throws ServerControlException if no API answers, or what it says afterwards is something else
   */
  public void configure(Map<String, String> parameters) {
    Map<String, JsonNode> values = new TreeMap<>();
    parameters.forEach((name, json) -> values.put(name, JsonMapper.shared().readTree(json)));
    Map<String, ?> body = Map.of("postgresql", Map.of("parameters", values));
    String said = "";
    for (int tried = 0; tried < ATTEMPTS && !holds(parameters); tried++) {
      said = changed("PATCH", "config", body, Duration.ZERO);
    }
    if (!holds(parameters)) {
      throw new ServerControlException(
          "The fleet's configuration does not hold what was put there (%s): Patroni says \"%s\". Somebody else may edit it."
              .formatted(String.join(", ", parameters.keySet()), said));
    }
  }

  /** Whether the fleet's own configuration has these, each as JSON; {@code null}: has it not. */
  public boolean holds(Map<String, String> parameters) {
    Map<String, String> now = parameters();
    return parameters.entrySet().stream()
        .allMatch(each -> now.getOrDefault(each.getKey(), "null").equals(each.getValue()));
  }

  private JsonNode configuration() {
    IOException last = new IOException("gates/target.yaml names none");
    for (URI api : fleet.api()) {
      try {
        return client.read(api, "config");
      } catch (IOException e) {
        last = e;
      }
    }
    throw unreachable("tell the fleet's configuration", last);
  }

  /** By the first API that answers: any member takes what concerns the fleet. */
  private String changed(String method, String path, Map<String, ?> body, Duration longer) {
    IOException last = new IOException("gates/target.yaml names none");
    for (URI api : fleet.api()) {
      try {
        client.read(api, "cluster");
        return client.change(api, method, path, body, longer);
      } catch (IOException e) {
        last = e;
      }
    }
    throw unreachable(method + " /" + path, last);
  }

  private static ServerControlException unreachable(String action, IOException e) {
    return new ServerControlException(
        "No API of the fleet could be asked to %s: %s".formatted(action, e.getMessage()), e);
  }
}
