package dev.redline.rag.baseline;

import dev.redline.files.Sha256;
import dev.redline.quoting.JsonText;
import dev.redline.rag.evaluation.AnswerProvenance;
import dev.redline.rag.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The accepted baselines: one file a judge, kept with the project. */
public final class BaselineStore {

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path folder;

  /**
   * @param folder created when the first baseline is accepted
   */
  public BaselineStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The baseline accepted for the judge; empty if there is none.
   *
   * @throws BaselineException if there is a file, but not one that can be used
   */
  public Optional<Baseline> find(String judge) {
    return in(file(judge))
        .or(() -> in(folded(judge)))
        .filter(kept -> kept.evaluation().judge().name().equals(judge));
  }

  /** The judges that a baseline was accepted for, by name. */
  public List<String> judges() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .flatMap(file -> owner(file).stream())
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not look for baselines in " + folder, e);
    }
  }

  private static Optional<Baseline> in(Path file) {
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Puts the evaluation in the place of what was accepted for its judge, all or nothing. */
  public Path accept(Measured evaluation, String commit, Instant time) {
    Path file = file(evaluation.judge().name());
    try {
      Files.createDirectories(folder);
      leaveToItsJudge(file, evaluation.judge().name());
      Path temporary = Files.createTempFile(folder, ".", ".tmp");
      Files.writeString(
          temporary, JsonText.seen(JSON.writeValueAsString(Baseline.of(evaluation, commit, time))));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the baseline " + file, e);
    }
  }

  /** Where the baseline of a judge stands, or would stand: no two judges share a file. */
  public Path file(String judge) {
    Path folded = folded(judge);
    String name = folded.getFileName().toString();
    return name.equals(judge + ".json")
        ? folded
        : folder.resolve(
            "%s-%s.json"
                .formatted(
                    name.substring(0, name.length() - 5),
                    Sha256.of(judge.getBytes(StandardCharsets.UTF_8)).substring(0, 8)));
  }

  /** Where it used to stand: "a.b" and "a-b" under one name. */
  private Path folded(String judge) {
    return folder.resolve(judge.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".json");
  }

  /** What another judge's baseline is, from when they shared a file, moves to a file of its own. */
  private void leaveToItsJudge(Path file, String judge) throws IOException {
    Optional<String> owner = owner(file).filter(other -> !other.equals(judge));
    if (owner.isPresent() && Files.notExists(file(owner.get()))) {
      Files.move(file, file(owner.get()));
    }
  }

  /** Whose baseline it is; nobody's if it cannot be read. */
  private static Optional<String> owner(Path file) {
    try {
      return in(file).map(kept -> kept.evaluation().judge().name());
    } catch (BaselineException e) {
      return Optional.empty();
    }
  }

  private static Baseline read(Path file) {
    try {
      JsonNode tree = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
      requireSchema(file, tree);
      supplyAnswerer(tree);
      return JSON.treeToValue(tree, Baseline.class);
    } catch (IOException e) {
      throw new BaselineException(file, "cannot be read: " + e.getMessage(), e);
    } catch (JacksonException e) {
      String problem = StrictJson.complaint(e).lines().findFirst().orElse("damaged");
      throw new BaselineException(file, line(e) + "is no baseline: " + problem, e);
    }
  }

  /** Baselines used to be accepted without it. */
  private static void supplyAnswerer(JsonNode tree) {
    if (tree.path("evaluation") instanceof ObjectNode evaluation && !evaluation.has("answerer")) {
      evaluation.put("answerer", AnswerProvenance.NOT_STATED);
    }
  }

  /** Known for what is not even JSON. */
  private static String line(JacksonException e) {
    TokenStreamLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1 ? "" : "line " + location.getLineNr() + " ";
  }

  private static void requireSchema(Path file, JsonNode tree) {
    JsonNode schema = tree.path("schema");
    if (!schema.isInt()) {
      throw new BaselineException(file, "is no baseline: it has no \"schema\"");
    }
    if (schema.intValue() != Baseline.SCHEMA) {
      throw new BaselineException(
          file,
          "has schema %d, and this version reads schema %d"
              .formatted(schema.intValue(), Baseline.SCHEMA));
    }
  }
}
