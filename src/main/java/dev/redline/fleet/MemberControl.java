package dev.redline.fleet;

import dev.redline.postgres.ServerControlException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** What one member is asked to do through its own REST API. */
final class MemberControl {

  /** In the middle of one turn of Patroni's loop, the file is read at the beginning of the next. */
  private static final int TURNS = 2;

  private static final Duration LOOK = Duration.ofMillis(200);

  /** Who may be restarted. */
  enum Restarts {
    /** A member that does not lead. */
    REPLICAS,
    /** A leader, too, so that nobody can write for a moment. */
    ANY_MEMBER
  }

  private final Supplier<Member> member;
  private final PatroniClient client;
  private final Duration patience;
  private final Restarts restarts;
  private boolean fileIsKnown;

  /**
   * @param member as the fleet knows it now
   * @param patience how long two turns of Patroni's loop may take at most
   */
  MemberControl(
      Supplier<Member> member, PatroniClient client, Duration patience, Restarts restarts) {
    this.member = member;
    this.client = client;
    this.patience = patience;
    this.restarts = restarts;
  }

  /** Its file was replaced: Patroni reads it, and has done so when this returns. */
  void fileReplaced() {
    fileIsKnown = false;
    reloaded();
  }

  /**
   * Patroni has read the member's file since this process first asked, or since it was replaced: an
   * earlier run may have been killed in between.
   *
   * @throws ServerControlException if Patroni cannot be asked, or its loop stands still
   */
  void reloaded() {
    if (fileIsKnown) {
      return;
    }
    Member own = member.get();
    try {
      client.change(api(own), "POST", "reload", Map.of(), Duration.ZERO);
      for (int turn = 0; turn < TURNS; turn++) {
        String seen = turn(own);
        Awaitility.await()
            .pollInSameThread()
            .pollInterval(LOOK)
            .atMost(patience)
            .until(() -> !turn(own).equals(seen));
      }
      fileIsKnown = true;
    } catch (IOException e) {
      throw unreachable(own, "reload", e);
    } catch (ConditionTimeoutException e) {
      throw new ServerControlException(
          "Patroni of %s has not gone on for %d s after it was told to read its file: does it reach its store (etcd, Consul …)?"
              .formatted(own.name(), patience.toSeconds()),
          e);
    }
  }

  /**
   * Asks this member alone to restart; returns what Patroni says to it.
   *
   * @throws ServerControlException if it leads by now and no leader may be restarted, as writes
   *     would stop, or if Patroni cannot be asked
   */
  String restart(Duration stopPatience, Duration startPatience) {
    Duration most = stopPatience.plus(startPatience);
    Member own = member.get();
    if (own.leads() && restarts == Restarts.REPLICAS) {
      throw new ServerControlException(
          "%s has become the leader of the fleet and is not restarted from here: switch over to another member (patronictl switchover), then run again."
              .formatted(own.name()));
    }
    try {
      return client.change(
          api(own),
          "POST",
          "restart",
          Map.of("timeout", Long.toString(startPatience.toSeconds())),
          most);
    } catch (IOException e) {
      throw unreachable(own, "restart", e);
    }
  }

  /** Whether Patroni says of a restart that it came to nothing. */
  boolean failed(String said) {
    return said.equals("restart failed");
  }

  /** In Patroni's words, for a person. */
  String state() {
    return asked(member.get())
        .map(said -> "Patroni's state of it is \"%s\"".formatted(said.path("state").asString("")))
        .orElse("its API does not answer");
  }

  private Optional<JsonNode> asked(Member own) {
    try {
      return Optional.of(client.read(api(own), "patroni"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String turn(Member own) {
    return asked(own).map(said -> said.path("dcs_last_seen").asString("")).orElse("");
  }

  private static URI api(Member own) {
    return URI.create(own.api()).resolve("/");
  }

  private static ServerControlException unreachable(Member own, String action, IOException e) {
    return new ServerControlException(
        "Patroni of %s could not be asked to %s: %s".formatted(own.name(), action, e.getMessage()),
        e);
  }
}
