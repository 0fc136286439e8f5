package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.workload.IndexChanges;
import dev.redline.plan.yaml.PlanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * gates/schema/, by which editors complete, against the code that reads gates/: whatever is put
 * into a file, both refuse, and they give the same keys and bounds.
 */
class GatesSchemaTest {

  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern KEYS = Pattern.compile("The keys here are (.*)\\.");
  private static final Pattern BOUNDS =
      Pattern.compile("where a (?:whole )?number from (\\S+) to (\\S+) belongs");
  private static final Pattern WORDS = Pattern.compile("where one of (.*) belongs");

  /** What the shipped files leave out, in each of its forms. */
  private static final String YOURS =
      """
      host_memory: 32GB
      rehearse: twin
      yours:
        restart: [ssh, db1, systemctl, restart, postgresql]
        window: {hours: 02:00-04:00, back_by: 03:20, zone: Europe/Berlin}
        apply: {include: /etc/postgresql/conf.d/zz-redline.conf}
        pooler: {pause: [pause-it], resume: [resume-it], show: [ask-it]}
        pass: [KUBECONFIG]
      """;

  private static final String FLEET =
      """
      yours:
        engine: patroni
        api: [https://db1:8008]
        account: {user: redline, password_variable: PATRONI_PASSWORD}
        cacert: /etc/patroni/ca.crt
        client: {certificate: /etc/patroni/own.crt, key: /etc/patroni/own.key}
        write_gap: 5s
        replica_lag: 16MB
        members_at_least: 3
        local: {read: [show-it, "{member}"], write: [put-it, "{member}"]}
        window: {hours: 02:00-04:00, back_by: 03:20, zone: Europe/Berlin}
        pass: [KUBECONFIG]
      """;

  private static final String WORKLOAD =
      """
      # yaml-language-server: $schema=schema/workload.json
      searches:
        - name: articles
          table: kb.articles
          id: [id]
          vector: embedding
          text: body
          distance: cosine
          where: lang = 'en'
          rerank: {candidates: 100, distance: cosine}
          with: {lang: en}
          index: [kb.articles_embedding_hnsw]
          k: [8, 16]
          p95: {at_most: 100ms}
          recall: {at_least: 0.9}
          rows: {at_least: 5}
          weight: 2
          queries: {rows: 20}
          set: {hnsw.ef_search: 200}
      statements: {top: 10, samples: 20, slowdown: {at_most: 1.5}, functions: [kb.rank]}
      answers:
        cases: cases.jsonl
        command: [answer]
        dsn: {variable: RAG_DSN}
        pass: [HOME]
        within: 1min
        change: {gold: {at_least: -0.02}, overlap: {at_least: -0.1}}
      load:
        statement_timeout: 60s
        searches_per_second: 10
        lock_waits: {at_most: 1000}
        replication_lag: {at_most: 10min}
        active_sessions: {at_most: 1000}
        search_time: {at_most: 60s}
        exact_queries: 20
        exact_time: 1min
      """;

  @TempDir private Path gates;

  /** A place in a file: keys and numbers of lists. */
  private record Place(List<String> path, JsonNode value) {}

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("gates"))) {
      return Stream.concat(
          files.filter(file -> file.toString().endsWith(".yaml")).map(Path.of("gates")::relativize),
          Stream.of(Path.of("workload.yaml")))
          .sorted()
          .toList()
          .stream();
    }
  }

  @BeforeEach
  void copyTheShippedGatesAndMore() throws IOException {
    GatesCopy copy = GatesCopy.in(gates);
    copy.write("workload.yaml", WORKLOAD).write("cases.jsonl", "{}");
    copy.write("target.yaml", Files.readString(gates.resolve("target.yaml")) + "\n" + YOURS);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileKeepsItsSchema(Path name) throws IOException {
    Path file = gates.resolve(name);
    assertThat(SchemaOfGates.of(file).problems(YAML.readTree(file.toFile()))).isEmpty();
    assertThat(refused(file)).isEmpty();
  }

  @Test
  void theDemosWorkloadKeepsTheSchemaToo() throws IOException {
    JsonNode demo = YAML.readTree(Path.of("fixtures/demo/workload.yaml").toFile());
    assertThat(SchemaOfGates.of(gates.resolve("workload.yaml")).problems(demo)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("files")
  void anUnknownKeyIsRefusedByBothWhichKnowTheSameKeys(Path name) throws IOException {
    Path file = gates.resolve(name);
    SchemaOfGates schema = SchemaOfGates.of(file);
    for (Place place : places(YAML.readTree(file.toFile()))) {
      if (place.value().isObject()) {
        JsonNode more = place.value().deepCopy().asObject().put("zzz", 1);
        String message = refusedAlike(file, schema, place, more);
        KEYS.matcher(message)
            .results()
            .findFirst()
            .ifPresent(
                known ->
                    assertThat(schema.keys(place.path(), place.value()))
                        .as("%s %s", name, place.path())
                        .hasValue(words(known)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aValueOfAnotherTypeIsRefusedByBothWhichGiveTheSameBounds(Path name) throws IOException {
    Path file = gates.resolve(name);
    SchemaOfGates schema = SchemaOfGates.of(file);
    for (Place place : places(YAML.readTree(file.toFile()))) {
      if (place.value().isValueNode()) {
        assertThat(refusedAlike(file, schema, place, NODES.objectNode().put("zzz", 1)))
            .isNotEmpty();
      } else {
        assertThat(refusedAlike(file, schema, place, NODES.booleanNode(true))).isNotEmpty();
      }
      if (place.value().isNumber()) {
        String message = refusedIfRefused(file, place, NODES.numberNode(-987_654_321));
        BOUNDS
            .matcher(message)
            .results()
            .findFirst()
            .ifPresent(b -> requireBounds(schema, place, b));
      }
      if (place.value().isString() && !hasUnit(schema, place)) {
        String message = refusedIfRefused(file, place, NODES.stringNode("zzz"));
        WORDS.matcher(message).results().findFirst().ifPresent(w -> requireWords(schema, place, w));
      }
    }
  }

  @Test
  void aFleetIsReadAndRefusedAlikeToo() throws IOException {
    Path file = gates.resolve("target.yaml");
    String yours = Files.readString(file);
    Files.writeString(file, yours.substring(0, yours.indexOf("\nyours:") + 1) + FLEET);
    Path name = Path.of("target.yaml");
    everyFileKeepsItsSchema(name);
    anUnknownKeyIsRefusedByBothWhichKnowTheSameKeys(name);
    aValueOfAnotherTypeIsRefusedByBothWhichGiveTheSameBounds(name);
  }

  private static boolean hasUnit(SchemaOfGates schema, Place place) {
    return schema
        .parts(place.path())
        .anyMatch(part -> part.path("pattern").asString("").contains("[0-9]"));
  }

  private static void requireBounds(SchemaOfGates schema, Place place, MatchResult bounds) {
    JsonNode part =
        schema.parts(place.path()).filter(p -> p.has("minimum")).findFirst().orElseThrow();
    assertThat(part.get("minimum").decimalValue())
        .as("%s", place.path())
        .isEqualByComparingTo(bounds.group(1));
    if (part.has("maximum")) { // else it is what another key says
      assertThat(part.get("maximum").decimalValue())
          .as("%s", place.path())
          .isEqualByComparingTo(bounds.group(2));
    }
  }

  /** The tags of the plan are the only words that a schema cannot know. */
  private static void requireWords(SchemaOfGates schema, Place place, MatchResult allowed) {
    if (!words(allowed).contains("discovery")) {
      Set<String> known = new TreeSet<>();
      schema
          .parts(place.path())
          .flatMap(part -> part.path("enum").valueStream())
          .forEach(word -> known.add(word.asString()));
      assertThat(known).as("%s", place.path()).isEqualTo(words(allowed));
    }
  }

  private static Set<String> words(MatchResult list) {
    return new TreeSet<>(Arrays.asList(list.group(1).split(", ")));
  }

  private String refusedAlike(Path file, SchemaOfGates schema, Place place, JsonNode other)
      throws IOException {
    JsonNode changed = with(YAML.readTree(file.toFile()), place.path(), other);
    String as = "%s %s: %s".formatted(file.getFileName(), place.path(), other);
    String message = refusedIfRefused(file, place, other);
    assertThat(schema.problems(changed).isEmpty()).as(as).isEqualTo(message.isEmpty());
    return message;
  }

  /** The reader's message with the value in place of another; empty if it takes it. */
  private String refusedIfRefused(Path file, Place place, JsonNode other) throws IOException {
    String sound = Files.readString(file);
    JsonNode changed = with(YAML.readTree(sound), place.path(), other);
    Files.writeString(file, YAML.writeValueAsString(changed));
    Optional<String> message = refused(file);
    Files.writeString(file, sound);
    return message.orElse("");
  }

  private Optional<String> refused(Path file) {
    try {
      switch (file.getFileName().toString()) {
        case "watch.yaml" -> WatchConfig.load(gates);
        case "benefit.yaml" -> BenefitConfig.load(gates);
        case "indexes.yaml" -> IndexChanges.load(gates);
        case "propose.yaml" -> ProposeConfig.load(gates);
        default -> PlanCheck.check(gates);
      }
      return Optional.empty();
    } catch (PlanException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static JsonNode with(JsonNode root, List<String> path, JsonNode other) {
    if (path.isEmpty()) {
      return other;
    }
    String last = path.get(path.size() - 1);
    JsonNode parent = root;
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.isArray() ? parent.get(Integer.parseInt(step)) : parent.get(step);
    }
    if (parent.isArray()) {
      parent.asArray().set(Integer.parseInt(last), other);
    } else {
      parent.asObject().set(last, other);
    }
    return root;
  }

  /** Every place of the file; of a list its first item stands for the others. */
  private static List<Place> places(JsonNode root) {
    return places(List.of(), root).toList();
  }

  private static Stream<Place> places(List<String> path, JsonNode value) {
    Stream<Place> below =
        value.isArray()
            ? value.valueStream().limit(1).flatMap(item -> places(and(path, "0"), item))
            : value
                .propertyStream()
                .flatMap(entry -> places(and(path, entry.getKey()), entry.getValue()));
    return Stream.concat(Stream.of(new Place(path, value)), below);
  }

  private static List<String> and(List<String> path, String step) {
    return Stream.concat(path.stream(), Stream.of(step)).toList();
  }
}
