package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redline.plan.Plan;
import dev.redline.rag.Embedder;
import dev.redline.rag.Passage;
import dev.redline.rag.Retriever;
import dev.redline.rag.baseline.AnswerComparison;
import dev.redline.rag.baseline.BlameFigures;
import dev.redline.rag.baseline.Disagreement;
import dev.redline.rag.baseline.Measured;
import dev.redline.rag.baseline.Reference;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.evaluation.Evaluation;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.Judging;
import dev.redline.rag.judge.offline.retrieval.DemoCorpus;
import dev.redline.rag.judge.offline.retrieval.ExtractiveAnswerer;
import dev.redline.rag.judge.offline.retrieval.InMemoryRetriever;
import dev.redline.rag.metric.Metric;
import dev.redline.verdict.Verdict;
import dev.redline.workload.AnswerCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the demo says, as it is shipped, of a pipeline that is sound and of three that are not. */
class DemoAnswersTest {

  private static final DemoCorpus DEMO = new DemoCorpus();
  private static final Plan PLAN = Plan.load(Path.of("gates"));
  private static final Embedder MODEL = opened(Embedders.STANDARD);
  private static final Embedder HASHING = opened(Embedders.SIMPLE);
  private static final EvaluationResult SOUND = evaluate(new InMemoryRetriever(DEMO.corpus, MODEL));

  @Test
  void aSoundPipelineKeepsTheRedLines() {
    assertThat(redLines(SOUND)).allMatch(Verdict::passed);
  }

  @Test
  void aBrokenRetrieverCrossesARedLine() {
    EvaluationResult broken = evaluate(DEMO.broken(new InMemoryRetriever(DEMO.corpus, MODEL)));
    assertThat(redLines(broken)).noneMatch(Verdict::passed);
  }

  @Test
  void questionsEmbeddedByAnotherEmbedderThanThePassagesCrossARedLine() {
    EvaluationResult wrong = evaluate(new InMemoryRetriever(DEMO.corpus, MODEL, HASHING));
    assertThat(redLines(wrong)).noneMatch(Verdict::passed);
  }

  @Test
  void aPipelineThatDropsTheSecondPassageFallsBelowTheOneBefore() {
    EvaluationResult dropped =
        evaluate(withoutTheSecond(new InMemoryRetriever(DEMO.corpus, MODEL)));
    List<Verdict> compared =
        new AnswerComparison(PLAN.baseline())
            .judge(
                new Reference("the unchanged pipeline", Measured.of(SOUND, null), "look"),
                Measured.of(dropped, null),
                BlameFigures.NONE,
                ids -> Disagreement.none("rules agree with themselves"))
            .verdicts();
    assertThat(compared).anyMatch(verdict -> !verdict.passed());
  }

  private static Retriever withoutTheSecond(Retriever sound) {
    return (query, k) -> {
      List<Passage> passages = new ArrayList<>(sound.retrieve(query, k));
      passages.remove(1);
      return passages;
    };
  }

  private static List<Verdict> redLines(EvaluationResult result) {
    AnswerCheck check = new AnswerCheck(PLAN);
    return Stream.of(Metric.PRECISION, Metric.RECALL, Metric.F1)
        .map(metric -> check.redLine(metric, result))
        .toList();
  }

  private static EvaluationResult evaluate(Retriever retriever) {
    return new Evaluation(
            retriever,
            new ExtractiveAnswerer(DEMO.corpus).named(),
            Judging.oneByOne(new OfflineJudge()),
            Clock.systemUTC())
        .run(DEMO.corpus, DEMO.cases, PLAN.redLines().k());
  }

  private static Embedder opened(String name) {
    return Embedders.named(name, "a test")
        .open(DEMO.corpus.passages().stream().map(Passage::titled).toList())
        .embedder();
  }
}
