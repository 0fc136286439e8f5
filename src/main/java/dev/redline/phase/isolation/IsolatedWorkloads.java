package dev.redline.phase.isolation;

import dev.redline.change.PhaseContext;
import dev.redline.ltst.LoadPlan;
import dev.redline.ltst.LtstSchema;
import dev.redline.ltst.Utterances;
import dev.redline.plan.isolation.CacheConfig;
import dev.redline.plan.isolation.LoadOptions;
import dev.redline.postgres.Connector;
import dev.redline.rag.CachedEmbedder;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.cache.CacheCounts;
import dev.redline.rag.cache.CacheFolder;
import dev.redline.rag.cache.ResponseCache;
import dev.redline.workload.Workload;
import dev.redline.workload.Workload.Conversations;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** Evaluation and LTST, each with a cache of its own. */
final class IsolatedWorkloads {

  private final PhaseContext context;
  private final Path evaluationFolder;
  private final Path ltstFolder;
  private final ResponseCache evaluationCache;
  private final ResponseCache ltstCache;

  /** Opens both caches. */
  IsolatedWorkloads(PhaseContext context) {
    this.context = context;
    CacheConfig config = context.plan().isolation().caches();
    this.evaluationFolder = context.folders().project().resolve(config.evaluation());
    this.ltstFolder = context.folders().project().resolve(config.ltst());
    this.evaluationCache = open(evaluationFolder, config);
    this.ltstCache = open(ltstFolder, config);
  }

  /**
   * What the caches' folders hold and what was asked of them.
   *
   * @param shared entries of both: none, as each workload names its entries in its own way
   */
  record Caches(
      CacheFolder evaluation,
      CacheFolder ltst,
      Set<String> shared,
      CacheCounts askedByEvaluation,
      CacheCounts askedByLtst) {}

  Workload evaluation() {
    NamedEmbedder questions = workload().embedder();
    return workload()
        .embeddedBy(
            new CachedEmbedder(
                questions.embedder(), "evaluation, " + questions.id(), evaluationCache));
  }

  /** LTST under an account, in a schema. */
  LoadPlan ltst(Connector connector, LtstSchema schema) {
    LoadOptions options = context.plan().isolation().load();
    Conversations texts = workload().conversations();
    return new LoadPlan(
        connector,
        schema,
        options,
        context.plan().latency().policy(),
        context.plan().isolation().guard().deadPeer(),
        new Utterances(
            texts.questions(),
            texts.answers(),
            new CachedEmbedder(texts.embedder(), "ltst, " + texts.model(), ltstCache)));
  }

  Caches caches() {
    CacheFolder evaluation = CacheFolder.read(evaluationFolder);
    CacheFolder ltst = CacheFolder.read(ltstFolder);
    Set<String> shared = new TreeSet<>(evaluation.entries());
    shared.retainAll(ltst.entries());
    return new Caches(evaluation, ltst, shared, evaluationCache.counts(), ltstCache.counts());
  }

  private Workload workload() {
    return context
        .workload()
        .orElseThrow(() -> new IllegalStateException("There is nothing to evaluate."));
  }

  private ResponseCache open(Path folder, CacheConfig config) {
    return ResponseCache.open(
        folder, config.timeToLive(), config.maxSize().bytes(), context.clock());
  }
}
