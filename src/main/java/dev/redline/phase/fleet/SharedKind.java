package dev.redline.phase.fleet;

import dev.redline.change.ChangeKind;
import dev.redline.change.PhaseContext;
import dev.redline.change.WayBack;
import dev.redline.fleet.FleetControl;
import dev.redline.fleet.Member;
import dev.redline.postgres.ServerControlException;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Members run with the former values again, once the fleet's own configuration has them: they
 * restart in the opposite order. The leader of the moment restarts, too, where it has new values:
 * there is no other way to lower them.
 */
public final class SharedKind implements ChangeKind {

  private static final String KIND = "fleet-shared";
  private static final String WAS = "was.";
  private static final String FORMER = "former.";

  /** In the fleet's configuration for a moment, see {@link Back#rewritten}. */
  private static final String REWRITTEN = "redline.rewritten";

  static KeptChange keep(PhaseContext context, Rollout rollout) {
    FleetControl fleet = context.member().orElseThrow().fleet();
    Map<String, String> was = new TreeMap<>();
    for (String member : rollout.members()) {
      new MemberSettings(member, fleet.connector(member), context.clock())
          .stored(rollout.shared().values().keySet())
          .forEach((name, value) -> was.put(WAS + member + "/" + name, value));
    }
    for (String name : rollout.shared().values().keySet()) {
      was.put(FORMER + name, String.valueOf(rollout.former().get(name)));
    }
    was.put("order", rollout.shared().order().name());
    was.put("members", String.join(",", rollout.members()));
    return new KeptChange(KIND, "shared values of fleet " + rollout.scope(), was, List.of());
  }

  /** Whether that is what was kept of them. */
  static boolean isOf(KeptChange kept) {
    return kept.kind().equals(KIND);
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new Back(kept);
  }

  private record Back(KeptChange kept) implements WayBack {

    @Override
    public void restoreFleet(PhaseContext context) {
      FleetControl fleet = fleet(context);
      if (!fleet.holds(kept.behind(FORMER))) {
        throw new ServerControlException(
            "The fleet's configuration has not the former values, so that no member is restarted into them: somebody else may edit it.");
      }
      List<ServerControlException> failures = new ArrayList<>();
      for (String member : order(fleet)) {
        try {
          restored(context, fleet, member);
        } catch (ServerControlException e) {
          failures.add(e);
        }
      }
      ServerControlException.throwIfAny(failures);
      if (fleet.parameters().containsKey(REWRITTEN)
          || members().stream()
              .anyMatch(member -> !settings(context, member).waiting().isEmpty())) {
        rewritten(fleet);
      }
      new BeatTable(context.target().writer()).drop();
    }

    /**
     * Patroni 3.0 leaves postgresql.conf of a server as it is where the values are those that it
     * runs with, and so the server waits for a restart with values that nobody wants any more. A
     * parameter that nothing reads comes and goes: with either Patroni writes the file anew.
     */
    private void rewritten(FleetControl fleet) {
      for (String json : List.of("\"1\"", "null")) {
        fleet.configure(Map.of(REWRITTEN, json));
        members().forEach(fleet::seenBy);
      }
    }

    private List<String> members() {
      return List.of(String.valueOf(kept.values().get("members")).split(","));
    }

    private void restored(PhaseContext context, FleetControl fleet, String member) {
      fleet.of(member).process().start(context.plan().target().startPatience());
      if (differing(context, member).isEmpty()) {
        return;
      }
      if (leads(fleet, member)) {
        new MemberRestart(context, member).evenIfItLeads();
        return;
      }
      Verdict caughtUp = MembersCheck.caughtUp(context, member);
      if (!caughtUp.passed()) {
        throw new ServerControlException(
            "%s is not restarted with the former values: %s"
                .formatted(member, caughtUp.observed()));
      }
      new MemberRestart(context, member).now();
    }

    private List<String> order(FleetControl fleet) {
      SharedValues.Order back =
          SharedValues.Order.valueOf(String.valueOf(kept.values().get("order"))).reversed();
      List<String> leaders = members().stream().filter(each -> leads(fleet, each)).toList();
      List<String> ordered = new ArrayList<>(members());
      ordered.removeAll(leaders);
      ordered.addAll(back == SharedValues.Order.LEADER_FIRST ? 0 : ordered.size(), leaders);
      return ordered;
    }

    private static boolean leads(FleetControl fleet, String member) {
      return fleet.view().leader().map(Member::name).equals(Optional.of(member));
    }

    @Override
    public List<Verdict> goneFromFleet(PhaseContext context) throws SQLException {
      List<String> other = new ArrayList<>();
      for (String member : members()) {
        differing(context, member).forEach(name -> other.add(member + ": " + name));
      }
      if (fleet(context).parameters().containsKey(REWRITTEN)) {
        other.add("the fleet's configuration: " + REWRITTEN);
      }
      return List.of(
          Verdict.none(
              kept.subject() + " that are not as before",
              other,
              "none",
              "patronictl show-config, then patronictl restart, the leader first where values were raised"));
    }

    private List<String> differing(PhaseContext context, String member) {
      return settings(context, member).differing(kept.behind(WAS + member + "/"));
    }

    private static MemberSettings settings(PhaseContext context, String member) {
      return new MemberSettings(member, fleet(context).connector(member), context.clock());
    }

    private static FleetControl fleet(PhaseContext context) {
      return context.member().orElseThrow().fleet();
    }

    @Override
    public String byHand() {
      return "patronictl restart of each member that waits for it, the leader first where values were raised";
    }
  }
}
