package dev.redline.workload.answers;

import dev.redline.plan.workload.Answering;
import dev.redline.plan.workload.Answering.ByCommand;
import dev.redline.plan.workload.Answering.BySearch;
import dev.redline.rag.Cases;
import dev.redline.rag.Corpus;
import dev.redline.rag.Passage;
import dev.redline.rag.judge.EmbedderChoice;
import dev.redline.rag.judge.RunJudge;
import dev.redline.rag.judge.offline.retrieval.ExtractiveAnswerer;
import dev.redline.search.SearchesOnServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes the pipeline that gates/workload.yaml names.
 *
 * @param judge may answer, and embed, where its model does
 * @param k passages per question of the built-in pipeline
 * @param folder of ours, for what a command gets and writes
 * @param environment that a command's variables are passed on from
 */
public record Pipelines(
    SearchesOnServer searches,
    RunJudge judge,
    int k,
    Path folder,
    Map<String, String> environment) {

  private static final String PLACE = "gates/workload.yaml under answers: embedder:";

  /**
   * The pipeline; nothing is asked yet.
   *
   * @throws dev.redline.rag.JudgeUnavailableException if there is no embedder of that name
   */
  public Pipeline of(Answering answering, Cases cases) {
    if (answering instanceof ByCommand command) {
      return new CommandPipeline(command, searches::supervise, folder, environment);
    }
    BySearch search = (BySearch) answering;
    Corpus words = words(cases);
    ExtractiveAnswerer extractive = new ExtractiveAnswerer(words);
    return new SearchPipeline(
        searches,
        search.search(),
        new EmbedderChoice(judge, environment)
            .named(search.embedder(), PLACE, words.passages().stream().map(Passage::text).toList()),
        () -> judge.service().answerer(extractive.named()),
        k);
  }

  /** What tells words apart that matter: the cases alone, so that every run weighs them alike. */
  private static Corpus words(Cases cases) {
    List<Passage> texts =
        cases.cases().stream()
            .flatMap(each -> Stream.of(each.query(), each.gtAnswer()))
            .map(text -> new Passage("", "", "", text))
            .toList();
    return new Corpus(texts, cases.sha256());
  }
}
