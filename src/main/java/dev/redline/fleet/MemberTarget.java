package dev.redline.fleet;

import dev.redline.plan.Fleet;
import dev.redline.plan.TargetOptions;
import dev.redline.plan.Yours;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.postgres.Connector;
import dev.redline.postgres.Endpoint;
import dev.redline.postgres.ServerControl;
import dev.redline.postgres.ServerControlException;
import dev.redline.target.BeforeStart;
import dev.redline.target.HostMemory;
import dev.redline.target.ManualCommands;
import dev.redline.target.Target;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A replica of a fleet, which a stage changes through Patroni and by its local configuration, the
 * other members untouched.
 */
public final class MemberTarget implements Target {

  private static final Duration LOOK = Duration.ofMillis(500);

  private final Target named;
  private final Fleet fleet;
  private final PatroniClient client;
  private final MemberFiles files;
  private final ServerControl control;
  private final Duration patience;

  private MemberTarget(
      Target named,
      Fleet fleet,
      TargetOptions options,
      Map<String, String> environment,
      Path folder) {
    this.named = named;
    this.fleet = fleet;
    this.client = new PatroniClient(fleet, options.limits(), environment);
    this.patience = options.startPatience();
    MemberControl patroni = new MemberControl(this::member, client, options.startPatience());
    this.files =
        new MemberFiles(
            fleet.local().orElseThrow(),
            this::name,
            folder,
            options.limits().command(),
            patroni::fileReplaced);
    this.control = new ServerControl(new MemberProcess(named.connector(), patroni), files);
  }

  /**
   * The member that a server is, where gates/target.yaml says how members are changed; else the
   * server as it was named.
   *
   * @param environment where the password of the API is
   * @param folder for what is kept of the member's file
   * @param beforeStart done if the server does not run
   */
  public static Target of(
      Target named,
      TargetOptions options,
      Map<String, String> environment,
      Path folder,
      BeforeStart beforeStart) {
    Optional<Fleet> fleet = options.fleet().filter(each -> each.local().isPresent());
    if (named.throwaway() || fleet.isEmpty()) {
      return named;
    }
    MemberTarget member = new MemberTarget(named, fleet.get(), options, environment, folder);
    if (!member.control.process().running()) {
      beforeStart.prepare(member.files);
    }
    return member;
  }

  /** How it is changed. */
  public Optional<Yours> yours() {
    return fleet.yours();
  }

  /** What its local configuration is called as a file. */
  public String file() {
    return MemberFiles.of(name());
  }

  /** Whether something is called as a member's local configuration is. */
  public static boolean isFile(String name) {
    return MemberFiles.isMembers(name);
  }

  /** The member's name. */
  public String name() {
    return member().name();
  }

  /** The fleet is in order, and this member a replica that may be restarted without harm. */
  public Finding mayBeCanary() {
    try {
      FleetView view = view();
      List<Verdict> verdicts = new ArrayList<>(new FleetCheck(view, fleet).judge());
      verdicts.add(canary(view));
      return Finding.of(verdicts, Evidence.of("fleet as a table", view.toString()));
    } catch (FleetUnknownException e) {
      return Finding.of(unknown(e));
    }
  }

  private Verdict canary(FleetView view) {
    String subject = "role of the server that DATABASE_URL names";
    String required = "a replica, not the synchronous standby, of a fleet with another one";
    String others =
        view.replicas().stream()
            .filter(each -> each.role().equals("replica"))
            .map(each -> "%s at %s".formatted(each.name(), each.address()))
            .collect(Collectors.joining(", "));
    String next =
        "name a replica in DATABASE_URL: " + (others.isEmpty() ? "there is none" : others);
    Optional<Member> here = at(view);
    if (here.isEmpty()) {
      return Verdict.fail(subject, "no member is at " + address(), required, next);
    }
    String observed =
        "%s, %s, one of %d replicas"
            .formatted(here.get().name(), here.get().role(), view.replicas().size());
    return here.get().role().equals("replica") && view.replicas().size() > 1
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, next);
  }

  /**
   * Every member follows the leader, none waits for a restart, and the fleet is in order; waits for
   * it as long as a start may take.
   */
  public Finding inOrder() {
    try {
      return Awaitility.await()
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(LOOK)
          .atMost(patience)
          .until(this::order, Finding::passed);
    } catch (ConditionTimeoutException e) {
      return order();
    }
  }

  private Finding order() {
    try {
      FleetView view = view();
      return Finding.of(
          new FleetCheck(view, fleet).judge(), Evidence.of("fleet as a table", view.toString()));
    } catch (FleetUnknownException e) {
      return Finding.of(unknown(e));
    }
  }

  /** Another replica, which is compared with it; empty if there is none that streams. */
  public Optional<Connector> sibling() {
    try {
      FleetView view = view();
      Optional<String> here = at(view).map(Member::name);
      return view.replicas().stream()
          .filter(each -> each.streaming() && !Optional.of(each.name()).equals(here))
          .findFirst()
          .map(each -> named.connector().to(() -> endpointOf(each)));
    } catch (FleetUnknownException e) {
      return Optional.empty();
    }
  }

  /** Who has the values, and what a person does for the others. */
  public Verdict left(List<PlannedSetting> settings) {
    return Verdict.pass(
        "members that have the values",
        "%s alone, by its local configuration; every other member has the former ones"
            .formatted(name()),
        "said. For the others: %s, then patronictl restart, replicas first; then take the values out of the %s"
            .formatted(FleetSettings.command(settings), file()));
  }

  private static Verdict unknown(FleetUnknownException e) {
    return Verdict.inconclusive(
        "fleet",
        "no answer from " + e.getMessage(),
        "an answer of one API at least",
        "correct api in gates/target.yaml, or find out whether Patroni runs");
  }

  private FleetView view() throws FleetUnknownException {
    return new FleetProbe(fleet, client).read();
  }

  /**
   * @throws ServerControlException if no API answers
   */
  private FleetView known() {
    try {
      return view();
    } catch (FleetUnknownException e) {
      throw new ServerControlException("No API of the fleet answers: " + e.getMessage(), e);
    }
  }

  private Member member() {
    return at(known())
        .orElseThrow(
            () ->
                new ServerControlException(
                    "No member of the fleet is at %s, which DATABASE_URL names."
                        .formatted(address())));
  }

  private Optional<Member> at(FleetView view) {
    String address = address();
    return view.members().stream().filter(each -> each.address().equals(address)).findFirst();
  }

  private String address() {
    return "%s:%d".formatted(endpoint().host(), endpoint().port());
  }

  private Endpoint endpoint() {
    return named.connector().endpoint();
  }

  private Endpoint leader() {
    return known()
        .leader()
        .map(this::endpointOf)
        .orElseThrow(
            () ->
                new ServerControlException(
                    "The fleet has no leader now: look at patronictl list."));
  }

  private Endpoint endpointOf(Member member) {
    int port = member.address().lastIndexOf(':');
    return endpoint()
        .at(
            member.address().substring(0, port),
            Integer.parseInt(member.address().substring(port + 1)));
  }

  @Override
  public String description() {
    return "your server %s, a member of a fleet".formatted(endpoint());
  }

  @Override
  public Connector connector() {
    return named.connector();
  }

  /** {@inheritDoc} The leader of this moment. */
  @Override
  public Connector writer() {
    return named.connector().to(this::leader);
  }

  @Override
  public Optional<ServerControl> control() {
    return Optional.of(control);
  }

  @Override
  public Optional<ManualCommands> byHand() {
    return Optional.empty();
  }

  @Override
  public Optional<HostMemory> memory() {
    return named.memory();
  }

  @Override
  public boolean throwaway() {
    return false;
  }

  @Override
  public void close() {
    named.close();
  }
}
