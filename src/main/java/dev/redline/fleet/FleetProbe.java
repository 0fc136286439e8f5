package dev.redline.fleet;

import dev.redline.fleet.Member.Own;
import dev.redline.plan.Fleet;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Reads a fleet through the APIs of its members; changes nothing. */
final class FleetProbe {

  private static final Set<String> PRIMARY = Set.of("master", "primary", "standby_leader");

  private final Fleet fleet;
  private final PatroniClient client;

  FleetProbe(Fleet fleet, PatroniClient client) {
    this.fleet = fleet;
    this.client = client;
  }

  /** What the first address that answers tells, and each member of itself. */
  FleetView read() throws FleetUnknownException {
    List<String> silent = new ArrayList<>();
    Optional<FleetView> view = Optional.empty();
    for (URI api : fleet.api()) {
      try {
        JsonNode cluster = client.read(api, "cluster");
        view = view.isPresent() ? view : Optional.of(view(api, cluster));
      } catch (IOException e) {
        silent.add("%s (%s)".formatted(api, e.getMessage()));
      }
    }
    return view.map(known -> withSilent(known, silent))
        .orElseThrow(() -> new FleetUnknownException(silent));
  }

  private FleetView view(URI api, JsonNode cluster) throws IOException {
    if (!cluster.path("members").isArray()) {
      throw new IOException("it names no members");
    }
    JsonNode config = client.read(api, "config");
    Map<String, Answer> answers = answers(cluster);
    return new FleetView(
        scope(cluster, answers),
        api.toString(),
        cluster.path("pause").asBoolean(false),
        Optional.of(cluster.path("scheduled_switchover"))
            .filter(JsonNode::isObject)
            .map(JsonNode::toString),
        config.path("synchronous_mode").asString("false"),
        texts(config.path("postgresql").path("parameters")),
        members(cluster, answers),
        List.of());
  }

  private static FleetView withSilent(FleetView view, List<String> silent) {
    return new FleetView(
        view.scope(),
        view.toldBy(),
        view.paused(),
        view.switchover(),
        view.synchronous(),
        view.parameters(),
        view.members(),
        List.copyOf(silent));
  }

  private static final Answer UNASKED = new Answer(Optional.empty(), "not asked");

  /** What a member's own API said, or why it said nothing. */
  private record Answer(Optional<JsonNode> said, String silence) {}

  private Map<String, Answer> answers(JsonNode cluster) {
    Map<String, Answer> answers = new LinkedHashMap<>();
    cluster.path("members").forEach(member -> answers.put(text(member, "name"), ask(member)));
    return answers;
  }

  private Answer ask(JsonNode member) {
    try {
      URI api = URI.create(text(member, "api_url")).resolve("/");
      return new Answer(Optional.of(client.read(api, "patroni")), "");
    } catch (IOException | IllegalArgumentException e) {
      return new Answer(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private static String scope(JsonNode cluster, Map<String, Answer> answers) {
    return answers.values().stream()
        .flatMap(answer -> answer.said().stream())
        .map(said -> text(said.path("patroni"), "scope"))
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElseGet(() -> text(cluster, "scope"));
  }

  private static List<Member> members(JsonNode cluster, Map<String, Answer> answers) {
    Set<String> receiving = new HashSet<>();
    answers.values().stream()
        .flatMap(answer -> answer.said().stream())
        .flatMap(said -> items(said.path("replication")))
        .filter(each -> text(each, "state").equals("streaming"))
        .forEach(each -> receiving.add(text(each, "application_name")));
    return items(cluster.path("members"))
        .map(
            member ->
                member(member, answers.getOrDefault(text(member, "name"), UNASKED), receiving))
        .toList();
  }

  private static Member member(JsonNode told, Answer answer, Set<String> receiving) {
    String name = text(told, "name");
    String state = text(told, "state");
    boolean says =
        answer
            .said()
            .filter(said -> text(said, "replication_state").equals("streaming"))
            .isPresent();
    JsonNode lag = told.path("lag");
    return new Member(
        name,
        text(told, "role"),
        state,
        text(told, "host") + ":" + text(told, "port"),
        text(told, "api_url"),
        told.path("timeline").asInt(0),
        lag.isIntegralNumber() ? Optional.of(lag.longValue()) : Optional.empty(),
        says || state.equals("streaming") || receiving.contains(name),
        told.path("pending_restart").asBoolean(false)
            || answer
                .said()
                .filter(said -> said.path("pending_restart").asBoolean(false))
                .isPresent(),
        Optional.of(told.path("scheduled_restart"))
            .filter(JsonNode::isObject)
            .map(JsonNode::toString),
        texts(told.path("tags")),
        answer.said().map(FleetProbe::own),
        Optional.of(answer.silence()).filter(reason -> !reason.isEmpty()));
  }

  private static Own own(JsonNode said) {
    return new Own(
        PRIMARY.contains(text(said, "role")),
        text(said.path("patroni"), "version"),
        said.path("server_version").asInt(0),
        text(said, "database_system_identifier"),
        said.path("watchdog_failed").asBoolean(false));
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new TreeMap<>();
    node.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString("")));
    return texts;
  }

  private static java.util.stream.Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}
