package dev.redline.health;

import dev.redline.postgres.surroundings.Kind;
import dev.redline.postgres.surroundings.ServerSurroundings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a restart means to those who follow a server. */
public final class FollowersCheck {

  private FollowersCheck() {}

  /** In words for the decision about it; empty if nobody follows. */
  public static Optional<String> restart(ServerSurroundings around) {
    List<String> followers =
        Stream.of(Kind.STANDBY, Kind.LOGICAL_SLOT)
            .flatMap(kind -> around.recognised(kind).stream())
            .map(each -> each.kind() + " " + each.name())
            .toList();
    return followers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "cut off meanwhile, and set as before afterwards: " + String.join(", ", followers));
  }
}
