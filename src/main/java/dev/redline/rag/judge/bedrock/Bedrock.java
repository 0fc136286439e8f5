package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Answerer;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.Progress;
import dev.redline.rag.cache.ResponseCache;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Models of Amazon Bedrock behind limits, budget and cache. All parts may be used by several
 * threads at once, which is what the number of requests in flight is for. Nothing is sent before
 * something is asked that the cache does not know.
 */
public final class Bedrock implements AutoCloseable {

  /** Raised with every change of code that may change what is read from a reply. */
  private static final String RULES = "2";

  private final BedrockSettings settings;
  private final ResponseCache cache;
  private final CostMeter meter;
  private final CheckedModel checked;
  private final Model model;
  private final Model withoutCache;
  private final Prompts prompts;
  private final ReplyReader reader = new TextReader();
  private final ReplyTally replies = new ReplyTally();

  private Bedrock(
      BedrockSettings settings,
      List<ModelCall> checks,
      AwsAccess access,
      Clock clock,
      Progress progress) {
    CacheSettings kept = settings.cache();
    String origin = settings.endpoint().map(Object::toString).orElse("");
    this.settings = settings;
    this.cache = ResponseCache.open(kept.folder(), kept.timeToLive(), kept.maxBytes(), clock);
    this.meter = new CostMeter(settings.budget());
    this.checked = new CheckedModel(checks, () -> BedrockModel.open(settings, access, meter));
    Model patient = new AskedAgain(checked);
    this.model = noted(new CachedModel(patient, cache, origin), progress);
    this.withoutCache = noted(patient, progress);
    this.prompts = new Prompts(settings.modelId());
  }

  /**
   * Opens the cache and nothing else.
   *
   * @param clock tells the age of what is in the cache
   * @param progress is told after each reply what was used so far; the caller steps and closes it
   * @throws dev.redline.rag.cache.CacheFolderException if the folder cannot be used
   */
  public static Bedrock open(
      BedrockSettings settings, AwsAccess access, Clock clock, Progress progress) {
    return new Bedrock(settings, CheckedModel.ofAll(settings), access, clock, progress);
  }

  /** The same for vectors alone: the model that judges is not asked whether it answers. */
  static Bedrock openForVectors(
      BedrockSettings settings, AwsAccess access, Clock clock, Progress progress) {
    return new Bedrock(settings, CheckedModel.ofEmbedding(settings), access, clock, progress);
  }

  /**
   * Makes sure that the models answer. Happens of itself before the first request, once.
   *
   * @throws JudgeUnavailableException if they do not
   */
  public void preflight() {
    checked.checked();
  }

  /** Extracts and checks claims. Its version changes with prompts, parameters and endpoint. */
  public Judge judge() {
    return judge(model);
  }

  /** The same judge, but every reply is asked for again, and none is kept. */
  public Judge judgeAskedAnew() {
    return judge(withoutCache);
  }

  private Model noted(Model asked, Progress progress) {
    return new NotedModel(asked, replies, this::record, progress);
  }

  private Judge judge(Model asked) {
    Checking checking =
        settings.checking() == CheckingMode.JOINT
            ? new JointChecking(asked, prompts, reader)
            : new SingleChecking(asked, prompts, reader);
    return new BedrockJudge(judgeId(), asked, prompts, checking, reader);
  }

  /** Answers from passages. */
  public Answerer answerer() {
    return new BedrockAnswerer(model, prompts);
  }

  /** Changes with prompt, parameters, model and endpoint of {@link #answerer}. */
  String answererId() {
    return "bedrock@%s-%s, model %s"
        .formatted(RULES, versionOf(prompts.answerSha256()), settings.modelId());
  }

  /** Makes vectors; empty unless a model for it is configured. */
  public Optional<BedrockEmbedder> embedder() {
    return settings.embedding().map(embedding -> new BedrockEmbedder(model, embedding));
  }

  /** What was used so far. */
  public BedrockRecord record() {
    return new BedrockRecord(meter.usage(), cache.counts(), replies.counts());
  }

  @Override
  public void close() {
    checked.close();
  }

  private JudgeId judgeId() {
    String version = RULES + "-" + versionOf(prompts.judgeSha256(settings.checking()));
    return new JudgeId("bedrock", version, settings.modelId());
  }

  private String versionOf(String promptsSha256) {
    String decides = promptsSha256 + settings.endpoint().map(Object::toString).orElse("");
    return Sha256.of(decides.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }
}
