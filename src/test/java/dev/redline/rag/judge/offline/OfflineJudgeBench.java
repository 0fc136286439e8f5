package dev.redline.rag.judge.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import dev.redline.rag.Case;
import dev.redline.rag.Embedder;
import dev.redline.rag.Judged;
import dev.redline.rag.Passage;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.evaluation.EvaluationResult;
import dev.redline.rag.evaluation.GivenAnswers;
import dev.redline.rag.judge.offline.retrieval.DemoCorpus;
import dev.redline.rag.judge.offline.retrieval.HashingEmbedder;
import dev.redline.rag.judge.offline.retrieval.InMemoryRetriever;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What judging costs without a model: 1,000 cases with eight passages each, and eight times as many
 * to see what memory does. Other work on the machine takes processors away, so that the work that
 * was done is held against the aim, and the time it took is shown. Run with {@code
 * -Dtests.excluded=sample,crash,long -Dtests.forks=1 -Dtest=OfflineJudgeBench}.
 */
@Tag("bench")
class OfflineJudgeBench {

  private static final int K = 8;
  private static final Duration AIM = Duration.ofSeconds(10);
  private static final Duration WITH_EMBEDDINGS = Duration.ofSeconds(60);
  private static final double FLAT = 1.5;

  private static final OperatingSystemMXBean PROCESSORS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @TempDir Path folder;

  private final DemoCorpus demo = new DemoCorpus();

  @Test
  void aThousandCasesAreJudgedInTheTimeThatIsAimedAt() throws IOException {
    Path thousand = answers(1000);
    GivenAnswers given = GivenAnswers.read(thousand);
    evaluate(GivenAnswers.read(answers(100)));

    long cpu = PROCESSORS.getProcessCpuTime();
    EvaluationResult result = evaluate(given);
    Duration elapsed = result.summary().elapsed();
    int processors = PROCESSORS.getAvailableProcessors();
    Duration worked = Duration.ofNanos((PROCESSORS.getProcessCpuTime() - cpu) / processors);

    System.out.printf(
        "offline judge: 1000 cases of %d passages in %s, %s of work for each of %d processors, load"
            + " %.1f (aim %s)%n",
        K, elapsed, worked, processors, PROCESSORS.getSystemLoadAverage(), AIM);
    assertThat(result.summary().complete()).isTrue();
    assertThat(worked).isLessThan(AIM);
  }

  /** The judge takes no vectors; whoever embeds questions and passages anew pays for them here. */
  @Test
  void aThousandCasesAreEmbeddedAndJudgedWithinAMinute() throws IOException {
    GivenAnswers given = GivenAnswers.read(answers(1000));
    Embedder model = Embedders.named(Embedders.STANDARD, "a bench").open(List.of()).embedder();
    long cpu = PROCESSORS.getProcessCpuTime();
    int texts = 0;
    for (Judged judged : given.results()) {
      model.embed(judged.answered().query());
      texts++;
    }
    for (Passage passage : demo.corpus.passages()) {
      model.embed(passage.titled());
      texts++;
    }
    EvaluationResult result = evaluate(given);
    Duration worked = Duration.ofNanos(PROCESSORS.getProcessCpuTime() - cpu);
    System.out.printf(
        "with embeddings: %d texts embedded and 1000 cases of %d passages judged in %s of work, by"
            + " one thread (aim %s)%n",
        texts, K, worked, WITH_EMBEDDINGS);
    assertThat(result.summary().complete()).isTrue();
    assertThat(worked).isLessThan(WITH_EMBEDDINGS);
  }

  @Test
  void memoryDoesNotGrowWithTheCases() throws Exception {
    long one = HeapOfAnEvaluation.of(answers(1000));
    long eight = HeapOfAnEvaluation.of(answers(8000));
    System.out.printf(
        "offline judge: at most %d KB of heap in use for 1000 cases, %d KB for 8000: %.2f times as"
            + " much (aim %.1f)%n",
        one >> 10, eight >> 10, (double) eight / one, FLAT);
    assertThat((double) eight / one).isLessThan(FLAT);
  }

  private static EvaluationResult evaluate(GivenAnswers given) {
    return given.evaluate(n -> new OfflineService().begin("bench", n), Clock.systemUTC());
  }

  /** Every case of the demo over and over, each time in other words. */
  private Path answers(int count) throws IOException {
    InMemoryRetriever retriever =
        new InMemoryRetriever(demo.corpus, new HashingEmbedder(demo.corpus));
    List<Case> cases = demo.cases.cases();
    Path file = folder.resolve("answers-" + count + ".json");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("{\"results\": [");
      for (int i = 0; i < count; i++) {
        Case question = cases.get(i % cases.size());
        List<Passage> passages = retriever.retrieve(question.query(), K);
        out.write((i == 0 ? "" : ",\n") + result(i, question, passages));
      }
      out.write("]}");
    }
    return file;
  }

  private static String result(int number, Case question, List<Passage> passages) {
    ObjectNode result = JsonMapper.shared().createObjectNode();
    result.put("query_id", "q" + number).put("query", question.query() + " (" + number + ")");
    result.put("gt_answer", question.gtAnswer() + " Case %d.".formatted(number));
    result.put("response", passages.get(0).text() + " Case %d.".formatted(number));
    ArrayNode context = result.putArray("retrieved_context");
    passages.forEach(
        p ->
            context
                .addObject()
                .put("doc_id", p.docId())
                .put("text", p.text() + " Copy %d.".formatted(number)));
    return result.toString();
  }
}
