package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Judge;
import dev.redline.rag.NamedAnswerer;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.evaluation.Judging;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;

/** Bedrock as the judge of a run. */
public final class BedrockService implements JudgeService {

  private final BedrockSettings settings;
  private final Bedrock bedrock;
  private final PrintStream screen;
  private final ChangingProgress shown;
  private final Optional<NamedEmbedder> embedder;

  private BedrockService(
      BedrockSettings settings, Bedrock bedrock, PrintStream screen, ChangingProgress shown) {
    this.settings = settings;
    this.bedrock = bedrock;
    this.screen = screen;
    this.shown = shown;
    this.embedder =
        bedrock
            .embedder()
            .map(model -> new NamedEmbedder(embedderId(settings), new CorpusEmbedder(model)));
  }

  /**
   * Opens the cache and sends nothing.
   *
   * @param screen where progress is drawn
   * @throws dev.redline.rag.cache.CacheFolderException if the cache's folder cannot be used
   */
  public static BedrockService open(
      BedrockSettings settings, AwsAccess access, Clock clock, PrintStream screen) {
    ChangingProgress shown = new ChangingProgress();
    Bedrock bedrock = Bedrock.open(settings, access, clock, shown);
    return new BedrockService(settings, bedrock, screen, shown);
  }

  /** The same for vectors alone, beside another judge. */
  public static BedrockService openForVectors(
      BedrockSettings settings, AwsAccess access, Clock clock, PrintStream screen) {
    ChangingProgress shown = new ChangingProgress();
    Bedrock bedrock = Bedrock.openForVectors(settings, access, clock, shown);
    return new BedrockService(settings, bedrock, screen, shown);
  }

  /** Who embeds, always the same one; empty unless a model for it is configured. */
  public Optional<NamedEmbedder> embedder() {
    return embedder;
  }

  private static String embedderId(BedrockSettings settings) {
    return "bedrock "
        + settings.embedding().map(EmbeddingModel::id).orElse("")
        + settings.endpoint().map(endpoint -> " at " + endpoint).orElse("");
  }

  @Override
  public Kind kind() {
    return Kind.MODEL;
  }

  @Override
  public Judge judge() {
    return bedrock.judge();
  }

  @Override
  public Judge askedAnew() {
    return bedrock.judgeAskedAnew();
  }

  @Override
  public void preflight() {
    bedrock.preflight();
  }

  @Override
  public NamedAnswerer answerer(NamedAnswerer extractive) {
    return settings.answers() == AnswerMode.MODEL
        ? new NamedAnswerer(bedrock.answererId(), bedrock.answerer())
        : extractive;
  }

  /** Twice as many cases as requests in flight: while one is read, another one is on its way. */
  @Override
  public Judging begin(String task, int cases) {
    shown.become(settings.progress().begin(screen, task, cases));
    int inFlight = settings.limits().inFlight();
    return new Judging(
        judge(), inFlight == 1 ? 1 : 2 * inFlight, shown, () -> bedrock.record().replies());
  }

  @Override
  public Usage usage() {
    BedrockRecord record = bedrock.record();
    return new Usage(record.line(), record);
  }

  @Override
  public void close() {
    bedrock.close();
  }
}
