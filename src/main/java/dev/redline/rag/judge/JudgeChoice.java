package dev.redline.rag.judge;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.cache.CacheFolderException;
import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.bedrock.BedrockProvider;
import dev.redline.rag.judge.call.SettingException;
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
 * @param option of the command line that names the judge, such as {@code judge}
 */
public record JudgeChoice(
    Map<String, String> properties,
    Map<String, String> environment,
    Clock clock,
    Consumer<String> say,
    String option) {

  private static final String STANDARD = "offline";
  private static final String EMBEDDING_MODEL = "BEDROCK_EMBED_MODEL_ID";

  /** What the AWS SDK takes as system properties, by the variable of the same meaning. */
  private static final Map<String, String> SDK_PROPERTIES =
      Map.of(
          "AWS_REGION", "aws.region",
          "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "aws.endpointUrlBedrockRuntime",
          "AWS_ENDPOINT_URL", "aws.endpointUrl");

  /** By {@code -Djudge}. */
  public JudgeChoice(
      Map<String, String> properties,
      Map<String, String> environment,
      Clock clock,
      Consumer<String> say) {
    this(properties, environment, clock, say, "judge");
  }

  /**
   * Opens the judge; nothing is sent.
   *
   * @throws JudgeUnavailableException if nobody offers the judge that is named, or a variable of it
   *     is missing or cannot be used
   */
  JudgeService open() {
    Optional<String> named = Optional.ofNullable(properties.get(option));
    return named
        .map(name -> open(name, "as -D%s says".formatted(option)))
        .orElseGet(this::openUnnamed);
  }

  /**
   * Opens the judge of that name, whoever else judges.
   *
   * @param reason why it is this one
   * @throws JudgeUnavailableException as {@link #open()}
   */
  JudgeService open(String name, String reason) {
    JudgeService judge = opened(provider(name));
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

  private JudgeService opened(JudgeProvider provider) {
    try {
      return provider.open(conditions());
    } catch (SettingException | CacheFolderException e) {
      throw new JudgeUnavailableException(
          String.valueOf(e.getMessage()), "Correct the variable and run again");
    }
  }

  /** Whether a model embeds passages and questions, whoever judges. */
  boolean embeds() {
    return environment.containsKey(EMBEDDING_MODEL);
  }

  /**
   * Opens Bedrock for vectors alone; nothing is sent.
   *
   * @throws JudgeUnavailableException if a variable of it cannot be used
   */
  JudgeService openForVectors() {
    try {
      return BedrockProvider.openForVectors(conditions());
    } catch (SettingException | CacheFolderException e) {
      throw JudgeUnavailableException.ofEmbedder(
          String.valueOf(e.getMessage()), "Correct the variable and run again");
    }
  }

  void tell(NamedEmbedder embedder) {
    say.accept("Embedder: %s (%s is set)".formatted(embedder.id(), EMBEDDING_MODEL));
  }

  /** What the judges that are offered are called. */
  static List<String> offered() {
    return providers().stream().map(JudgeProvider::name).sorted().toList();
  }

  private static List<JudgeProvider> providers() {
    return ServiceLoader.load(JudgeProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private JudgeProvider provider(String name) {
    List<JudgeProvider> all = providers();
    return all.stream()
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new JudgeUnavailableException(
                    "-D%s=%s is not known: it must be one of %s".formatted(option, name, offered()),
                    "Name one of them and run again"));
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
