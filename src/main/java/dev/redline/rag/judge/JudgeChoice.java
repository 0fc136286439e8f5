package dev.redline.rag.judge;

import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.bedrock.BedrockProvider;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * Which judge a run uses: the one that {@code -Djudge} names; without it the first whose variable
 * is set, such as {@code BEDROCK_MODEL_ID}, and the offline judge if there is none.
 *
 * @param properties as given with -D
 * @param environment variables of the process
 * @param say told which judge it is, and why
 */
public record JudgeChoice(
    Map<String, String> properties,
    Map<String, String> environment,
    Clock clock,
    Consumer<String> say) {

  private static final String PROPERTY = "judge";
  private static final String STANDARD = "offline";
  private static final String EMBEDDING_MODEL = "BEDROCK_EMBED_MODEL_ID";

  /** What the AWS SDK takes as system properties, by the variable of the same meaning. */
  private static final Map<String, String> SDK_PROPERTIES =
      Map.of(
          "AWS_REGION", "aws.region",
          "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "aws.endpointUrlBedrockRuntime",
          "AWS_ENDPOINT_URL", "aws.endpointUrl");

  /**
   * Opens the judge; nothing is sent.
   *
   * @throws IllegalArgumentException if {@code -Djudge} names another one
   * @throws RuntimeException if a variable of the judge has a value that cannot be used
   */
  JudgeService open() {
    Optional<String> named = Optional.ofNullable(properties.get(PROPERTY));
    return named.map(name -> open(name, "as -Djudge says")).orElseGet(this::openUnnamed);
  }

  /**
   * Opens the judge of that name, whoever else judges.
   *
   * @param reason why it is this one
   * @throws IllegalArgumentException if there is none of that name
   */
  JudgeService open(String name, String reason) {
    JudgeService judge = provider(name).open(conditions());
    String about = judge.about().isEmpty() ? "" : ", " + judge.about();
    say.accept("Judge: %s%s (%s)".formatted(judge.judge().id(), about, reason));
    return judge;
  }

  private JudgeService openUnnamed() {
    return providers().stream()
        .filter(provider -> provider.chosenBy().filter(environment::containsKey).isPresent())
        .findFirst()
        .map(provider -> open(provider.name(), provider.chosenBy().orElse("") + " is set"))
        .orElseGet(() -> open(STANDARD, "no model is named; -Djudge=bedrock or openai asks one"));
  }

  /** Whether a model embeds passages and questions, whoever judges. */
  boolean embeds() {
    return environment.containsKey(EMBEDDING_MODEL);
  }

  /** Opens Bedrock for vectors alone; nothing is sent. */
  JudgeService openForVectors() {
    return BedrockProvider.openForVectors(conditions());
  }

  void tell(NamedEmbedder embedder) {
    say.accept("Embedder: %s (%s is set)".formatted(embedder.id(), EMBEDDING_MODEL));
  }

  private static List<JudgeProvider> providers() {
    return ServiceLoader.load(JudgeProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static JudgeProvider provider(String name) {
    List<JudgeProvider> all = providers();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-Djudge=%s is not known: it must be one of %s."
                        .formatted(name, all.stream().map(JudgeProvider::name).sorted().toList())));
  }

  private JudgeProvider.Conditions conditions() {
    Map<String, String> variables = new HashMap<>();
    SDK_PROPERTIES.forEach(
        (variable, property) -> {
          if (properties.containsKey(property)) {
            variables.put(variable, properties.get(property));
          }
        });
    variables.putAll(environment);
    return new JudgeProvider.Conditions(variables, clock, System.err);
  }
}
