package dev.redline.rag.judge.model;

import dev.redline.files.Sha256;
import dev.redline.rag.Answerer;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.Progress;
import dev.redline.rag.cache.ResponseCache;
import dev.redline.rag.judge.call.CacheSettings;
import dev.redline.rag.judge.call.CachedModel;
import dev.redline.rag.judge.call.CostMeter;
import dev.redline.rag.judge.call.Model;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.call.ModelRecord;
import dev.redline.rag.judge.call.NotedModel;
import dev.redline.rag.judge.call.ReplyTally;
import dev.redline.rag.judge.call.ServiceModel;
import dev.redline.rag.judge.prompt.CheckingMode;
import dev.redline.rag.judge.prompt.Prompts;
import dev.redline.rag.judge.reply.ReplyReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * A model behind limits, budget and cache, whichever service offers it. All parts may be used by
 * several threads at once, which is what the number of requests in flight is for. Nothing is sent
 * before something is asked that the cache does not know.
 */
public final class ModelSession implements AutoCloseable {

  /** Raised with every change of code that may change what is read from a reply. */
  private static final String RULES = "4";

  private final ModelSettings settings;
  private final ResponseCache cache;
  private final CostMeter meter;
  private final CheckedModel checked;
  private final Model model;
  private final Model withoutCache;
  private final Prompts prompts;
  private final ReplyTally replies = new ReplyTally();

  /**
   * Opens the cache and nothing else.
   *
   * @param checks one call to each model in use, made before the first other one
   * @param connect asked for the model at its service when the first call comes
   * @param clock tells the age of what is in the cache
   * @param progress is told after each reply what was used so far; the caller steps and closes it
   * @throws dev.redline.rag.cache.CacheFolderException if the folder cannot be used
   */
  public ModelSession(
      ModelSettings settings,
      List<ModelCall> checks,
      Function<CostMeter, ServiceModel> connect,
      Clock clock,
      Progress progress) {
    CacheSettings kept = settings.cache();
    this.settings = settings;
    this.cache = ResponseCache.open(kept.folder(), kept.timeToLive(), kept.maxBytes(), clock);
    this.meter = new CostMeter(settings.budget());
    this.checked = new CheckedModel(settings.service(), checks, () -> connect.apply(meter));
    Model patient = new AskedAgain(checked);
    this.model = noted(new CachedModel(patient, cache, settings.origin()), progress);
    this.withoutCache = noted(patient, progress);
    this.prompts = new Prompts(settings.modelId(), settings.replies());
  }

  /**
   * Makes sure that the models answer. Happens of itself before the first request, once.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if they do not
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
    ReplyReader reader = settings.replies().reader();
    Checking checking =
        settings.checking() == CheckingMode.JOINT
            ? new JointChecking(asked, prompts, reader)
            : new SingleChecking(asked, prompts, reader);
    return new ModelJudge(judgeId(), asked, prompts, checking, reader);
  }

  /** Answers from passages. */
  public Answerer answerer() {
    return new ModelAnswerer(model, prompts);
  }

  /** Changes with prompt, parameters, model and endpoint of {@link #answerer}. */
  String answererId() {
    return "%s@%s-%s, model %s"
        .formatted(
            settings.service().id(), RULES, versionOf(prompts.answerSha256()), settings.modelId());
  }

  /** The model itself, for what is neither judged nor answered. */
  public Model model() {
    return model;
  }

  /** What was used so far. */
  public ModelRecord record() {
    return new ModelRecord(meter.usage(), cache.counts(), replies.counts());
  }

  @Override
  public void close() {
    checked.close();
  }

  private JudgeId judgeId() {
    String version = RULES + "-" + versionOf(prompts.judgeSha256(settings.checking()));
    return new JudgeId(settings.service().id(), version, settings.modelId());
  }

  private String versionOf(String promptsSha256) {
    String decides = promptsSha256 + settings.origin();
    return Sha256.of(decides.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
  }
}
