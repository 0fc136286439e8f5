package dev.redline.fleet;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fleet at one moment.
 *
 * @param scope its name
 * @param toldBy the API that told of the members
 * @param paused whether Patroni leaves it alone
 * @param switchover a planned one, in words; empty if there is none
 * @param synchronous Patroni's synchronous_mode
 * @param parameters of PostgreSQL in the fleet's own configuration
 * @param members by name
 * @param silent addresses of gates/target.yaml that do not answer, each with the reason
 */
public record FleetView(
    String scope,
    String toldBy,
    boolean paused,
    Optional<String> switchover,
    String synchronous,
    Map<String, String> parameters,
    List<Member> members,
    List<String> silent) {

  private static final String HEAD =
      "%-12s %-13s %-11s %-21s %4s %10s %-9s %-8s %s"
          .formatted(
              "member", "role", "state", "server", "TL", "lag", "streaming", "restart", "Patroni");

  /** Who takes writes; empty where nobody does. */
  public Optional<Member> leader() {
    return members.stream().filter(Member::leads).findFirst();
  }

  /** All but the leader. */
  public List<Member> replicas() {
    return members.stream().filter(member -> !member.leads()).toList();
  }

  /** The member of this name; empty where it is gone. */
  public Optional<Member> member(String name) {
    return members.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The timeline that the leader writes; zero if unknown. */
  public int timeline() {
    return leader().map(Member::timeline).orElse(0);
  }

  /** The table that discovery shows. */
  @Override
  public String toString() {
    String title =
        "Fleet %s by %s, synchronous_mode %s%s"
            .formatted(scope, toldBy, synchronous, paused ? ", paused" : "");
    return Stream.of(
            Stream.of(title, HEAD),
            members.stream().map(Member::row),
            silent.stream().map(each -> "no answer from " + each))
        .flatMap(line -> line)
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"));
  }
}
