package dev.redline.rag.judge.model;

import dev.redline.rag.Judge;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.Progress;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.judge.call.Budget;
import dev.redline.rag.judge.call.ModelRecord;
import dev.redline.rag.judge.call.Tokens;
import dev.redline.rag.judge.call.Usage;
import dev.redline.rag.judge.prompt.CheckingMode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/** A model as the judge of a run. */
public final class ModelService implements JudgeService {

  private static final int CLAIMS = 8;

  /** A prompt of 250 tokens, two texts or claims and a passage; a handful of labels or claims. */
  private static final Tokens USUAL_CALL = new Tokens(600, 60);

  private final ModelSettings settings;
  private final PrintStream screen;
  private final ChangingProgress shown = new ChangingProgress();
  private final ModelSession session;
  private final Optional<NamedEmbedder> embedder;

  /**
   * Sends nothing.
   *
   * @param screen where progress is drawn
   * @param open given what draws it
   * @param embedder who embeds, where the service has a model for it
   */
  public ModelService(
      ModelSettings settings,
      PrintStream screen,
      Function<Progress, ModelSession> open,
      Function<ModelSession, Optional<NamedEmbedder>> embedder) {
    this.settings = settings;
    this.screen = screen;
    this.session = open.apply(shown);
    this.embedder = embedder.apply(session);
  }

  /** Always the same one. */
  @Override
  public Optional<NamedEmbedder> embedder() {
    return embedder;
  }

  @Override
  public Kind kind() {
    return Kind.MODEL;
  }

  @Override
  public Judge judge() {
    return session.judge();
  }

  @Override
  public Judge askedAnew() {
    return session.judgeAskedAnew();
  }

  @Override
  public void preflight() {
    session.preflight();
  }

  @Override
  public NamedAnswerer answerer(NamedAnswerer extractive) {
    return settings.answers() == AnswerMode.MODEL
        ? new NamedAnswerer(session.answererId(), session.answerer())
        : extractive;
  }

  /** Twice as many cases as requests in flight: while one is read, another one is on its way. */
  @Override
  public Judging begin(String task, int cases) {
    shown.become(settings.progress().begin(screen, task, cases));
    int inFlight = settings.limits().inFlight();
    return new Judging(
        judge(), inFlight == 1 ? 1 : 2 * inFlight, shown, () -> session.record().replies());
  }

  @Override
  public String about() {
    return "model %s%s"
        .formatted(
            settings.modelId(), settings.endpoint().map(endpoint -> " at " + endpoint).orElse(""));
  }

  /** With a call for each claim, some eight of either side. */
  @Override
  public int calls(int passages) {
    int checks = 2 * (1 + passages);
    return 2 + (settings.checking() == CheckingMode.SINGLE ? CLAIMS * checks : checks);
  }

  @Override
  public Optional<BigDecimal> usdOfCall() {
    return settings.budget().text().map(prices -> prices.of(USUAL_CALL));
  }

  @Override
  public Optional<SpendingLimit> limit() {
    Budget budget = settings.budget();
    return budget.maxUsd().map(usd -> new SpendingLimit(budget.name(), usd));
  }

  @Override
  public Usage usage() {
    ModelRecord record = session.record();
    return new Usage(record.line(), record);
  }

  @Override
  public void close() {
    session.close();
  }
}
