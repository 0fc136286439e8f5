package dev.redline.phase.fleet;

import dev.redline.change.ChangeKind;
import dev.redline.change.PhaseContext;
import dev.redline.change.WayBack;
import dev.redline.fleet.FleetControl;
import dev.redline.postgres.ServerControlException;
import dev.redline.state.FileBackup;
import dev.redline.state.KeptChange;
import dev.redline.verdict.Verdict;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One member's local configuration and values as they were. */
public final class MemberStepKind implements ChangeKind {

  private static final String KIND = "fleet-member";
  private static final String WAS = "was.";

  static KeptChange keep(FileBackup backup, String member, Map<String, String> was) {
    KeptChange file = backup.kept();
    Map<String, String> values = new TreeMap<>(file.values());
    values.put("member", member);
    was.forEach((name, value) -> values.put(WAS + name, value));
    return new KeptChange(KIND, file.subject(), values, List.of());
  }

  /** Whether that is what was kept of this member. */
  static boolean isOf(KeptChange kept, String member) {
    return kept.kind().equals(KIND) && member.equals(kept.values().get("member"));
  }

  @Override
  public String name() {
    return KIND;
  }

  @Override
  public WayBack wayBack(KeptChange kept) {
    return new Back(kept, Objects.requireNonNull(kept.values().get("member")));
  }

  private record Back(KeptChange kept, String member) implements WayBack {

    /** The file, Patroni's knowledge of it, and a restart where the server runs with more. */
    @Override
    public void restoreFleet(PhaseContext context) {
      FleetControl fleet = fleet(context);
      Duration patience = context.plan().target().startPatience();
      FileBackup.of(kept).restore(fleet.of(member).files());
      fleet.of(member).process().start(patience);
      MemberSettings settings = settings(context);
      settings.soon(patience, now -> !now.waiting().isEmpty() || differing(now).isEmpty());
      if (!settings.waiting().isEmpty() || !differing(settings).isEmpty()) {
        restart(context);
      }
    }

    private void restart(PhaseContext context) {
      try {
        new MemberRestart(context, member).now();
      } catch (ServerControlException e) {
        throw new ServerControlException(
            "%s has its former local configuration and does not run with it yet: %s"
                .formatted(member, e.getMessage()),
            e);
      }
    }

    @Override
    public List<Verdict> goneFromFleet(PhaseContext context) throws SQLException {
      List<Verdict> verdicts =
          new ArrayList<>(
              FileBackup.of(kept).proofOfReturn(fleet(context).of(member).files()).verdicts());
      verdicts.add(
          Verdict.none(
              "values of %s that are not as before".formatted(member),
              differing(settings(context)),
              "none",
              "look at Patroni's log on that host"));
      verdicts.add(
          Verdict.none(
              "settings of %s that wait for a restart".formatted(member),
              settings(context).waiting(),
              "none",
              "patronictl restart, for that member"));
      verdicts.add(MembersCheck.sameData(context, member));
      return verdicts;
    }

    private List<String> differing(MemberSettings settings) {
      return settings.differing(kept.behind(WAS));
    }

    private MemberSettings settings(PhaseContext context) {
      return new MemberSettings(member, fleet(context).connector(member), context.clock());
    }

    private static FleetControl fleet(PhaseContext context) {
      return context
          .member()
          .orElseThrow(
              () ->
                  new ServerControlException(
                      "Members of a fleet are put back through Patroni: name one in DATABASE_URL, and local in gates/target.yaml"))
          .fleet();
    }

    @Override
    public String byHand() {
      return "put the former %s back, then patronictl reload and restart, for %s"
          .formatted(kept.subject(), member);
    }
  }
}
