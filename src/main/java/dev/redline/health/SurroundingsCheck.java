package dev.redline.health;

import dev.redline.plan.ApplyWay;
import dev.redline.postgres.surroundings.Kind;
import dev.redline.postgres.surroundings.Participant;
import dev.redline.postgres.surroundings.ServerSurroundings;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says whether those around a server let it be changed from here, and what to do if not. */
public final class SurroundingsCheck {

  private static final String SUBJECT = "who stands around the server";

  /** In the order in which they are to be cleared: what is nearest comes first. */
  private static final List<Kind> IN_THE_WAY =
      List.of(
          Kind.POOLER,
          Kind.TUNNEL,
          Kind.MANAGED_SERVICE,
          Kind.OPERATOR,
          Kind.CLUSTER_MANAGER,
          Kind.PRIMARY);

  /** Whom a way of applying does not have to pass: the owner's command goes where they say. */
  private static final Map<ApplyWay.By, List<Kind>> PASSED_BY =
      Map.of(
          ApplyWay.By.ALTER_SYSTEM,
          List.of(Kind.TUNNEL),
          ApplyWay.By.COMMAND,
          List.of(Kind.TUNNEL, Kind.MANAGED_SERVICE, Kind.OPERATOR, Kind.CLUSTER_MANAGER),
          ApplyWay.By.LOCAL_CONFIGURATION,
          List.of(Kind.TUNNEL, Kind.CLUSTER_MANAGER, Kind.PRIMARY));

  private static final Map<Kind, String> NEXT =
      Map.of(
          Kind.POOLER,
          "name the server itself in DATABASE_URL, which was reached at %s; a pooler goes on"
              + " answering while its server is down, and shares sessions",
          Kind.TUNNEL,
          "run the harness on the server's own machine (it was reached at %s): files and commands of"
              + " this one are not the server's",
          Kind.MANAGED_SERVICE,
          "mvn verify -Dgroups=propose prints the settings for the provider's parameter list",
          Kind.OPERATOR,
          "mvn verify -Dgroups=propose prints the settings; put them into the operator's resource,"
              + " or it writes its own values back",
          Kind.CLUSTER_MANAGER,
          "mvn verify -Dgroups=propose prints the settings; set them with patronictl edit-config, or"
              + " Patroni writes its own values back",
          Kind.PRIMARY,
          "name the primary in DATABASE_URL: a standby is read only");

  private SurroundingsCheck() {}

  /** Everybody who was recognised or suspected; a pass, since looking on is no promise. */
  public static Verdict seen(ServerSurroundings around) {
    String observed =
        around.participants().isEmpty()
            ? "nobody but the server"
            : around.participants().stream()
                .map(Participant::toString)
                .collect(Collectors.joining("; "));
    return Verdict.pass(SUBJECT, observed, "on record");
  }

  /**
   * Nobody is in the way of a change that goes that way; fails and says what to do about the
   * nearest who is.
   */
  public static Verdict mayBeChanged(ServerSurroundings around, ApplyWay way) {
    String required = "nobody between here and the server's configuration";
    return IN_THE_WAY.stream()
        .filter(kind -> !PASSED_BY.getOrDefault(way.by(), List.of()).contains(kind))
        .flatMap(kind -> around.recognised(kind).stream())
        .findFirst()
        .map(each -> Verdict.fail(SUBJECT, each.toString(), required, next(each, around)))
        .orElseGet(() -> Verdict.pass(SUBJECT, bystanders(around), required));
  }

  private static String next(Participant who, ServerSurroundings around) {
    return Optional.ofNullable(NEXT.get(who.kind())).orElseThrow().formatted(around.reached());
  }

  private static String bystanders(ServerSurroundings around) {
    String all =
        around.participants().stream().map(Participant::toString).collect(Collectors.joining("; "));
    return all.isEmpty() ? "nobody" : all;
  }
}
