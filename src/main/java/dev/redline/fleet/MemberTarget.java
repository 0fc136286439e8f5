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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A replica of a fleet, which a stage changes through Patroni and by its local configuration, the
 * other members untouched.
 */
public final class MemberTarget implements Target {

  /** Settings that Patroni writes, or the server computes, by whether the member leads. */
  public static final Set<String> WITH_ITS_ROLE =
      Set.of(
          "archive_cleanup_command",
          "in_hot_standby",
          "primary_conninfo",
          "primary_slot_name",
          "promote_trigger_file",
          "recovery_target_timeline",
          "restore_command",
          "synchronous_standby_names",
          "transaction_read_only");

  private final Target named;
  private final Fleet fleet;
  private final FleetControl all;
  private final ServerControl control;

  private MemberTarget(
      Target named,
      Fleet fleet,
      TargetOptions options,
      Map<String, String> environment,
      Path folder) {
    this.named = named;
    this.fleet = fleet;
    this.all = new FleetControl(fleet, options, environment, named.connector(), folder);
    this.control = all.of(this::member, named.connector());
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
      beforeStart.prepare(member.control.files());
    }
    return member;
  }

  /** How it is changed. */
  public Optional<Yours> yours() {
    return fleet.yours();
  }

  /** All members of the fleet, this one among them. */
  public FleetControl fleet() {
    return all;
  }

  /** What its local configuration is called as a file. */
  public String file() {
    return MemberFiles.of(name());
  }

  /** What the local configuration of a member is called as a file. */
  public static String fileOf(String member) {
    return MemberFiles.of(member);
  }

  /** Whether something is called as a member's local configuration is. */
  public static boolean isFile(String name) {
    return MemberFiles.isMembers(name);
  }

  /** Who leads the fleet, and on which timeline: another one after each failover. */
  public String leadership() {
    FleetView view = all.view();
    return "%s on timeline %d"
        .formatted(view.leader().map(Member::name).orElse("nobody"), view.timeline());
  }

  /** The member's name. */
  public String name() {
    return member().name();
  }

  /** The fleet is in order, and this member a replica that may be restarted without harm. */
  public Finding mayBeCanary() {
    try {
      FleetView view = all.read();
      List<Verdict> verdicts = new ArrayList<>(new FleetCheck(view, fleet).judge());
      verdicts.add(canary(view));
      return Finding.of(verdicts, Evidence.of("fleet as a table", view.toString()));
    } catch (FleetUnknownException e) {
      return Finding.of(FleetControl.unknown(e));
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
    return all.inOrder();
  }

  /**
   * The fleet is in order, and this member, which has values of its own, one of several; whether it
   * leads does not matter.
   */
  public Finding mayHandOn() {
    try {
      FleetView view = all.read();
      List<Verdict> verdicts = new ArrayList<>(new FleetCheck(view, fleet).judge());
      verdicts.add(
          Verdict.none(
              "what stands in the way of values that go from member to member",
              Stream.of(
                      at(view).isEmpty() ? "no member is at " + address() : "",
                      view.members().size() < 2 ? "no other member" : "")
                  .filter(text -> !text.isEmpty())
                  .toList(),
              "nothing",
              "name the canary in DATABASE_URL: the member that has the values"));
      return Finding.of(verdicts, Evidence.of("fleet as a table", view.toString()));
    } catch (FleetUnknownException e) {
      return Finding.of(FleetControl.unknown(e));
    }
  }

  /** Another replica, which is compared with it; empty if there is none that streams. */
  public Optional<Connector> sibling() {
    try {
      FleetView view = all.read();
      Optional<String> here = at(view).map(Member::name);
      return view.replicas().stream()
          .filter(each -> each.streaming() && !Optional.of(each.name()).equals(here))
          .findFirst()
          .map(each -> all.connector(each.name()));
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
        "said. For the others: mvn verify -Dgroups=fleet; or by hand %s, then patronictl restart, replicas first, and the values out of the %s"
            .formatted(FleetSettings.command(settings), file()));
  }

  private Member member() {
    return at(all.view())
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
    return all.leader();
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
