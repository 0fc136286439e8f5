package dev.redline.junit;

import dev.redline.change.PhaseContext;
import dev.redline.change.PlannedWorkload;
import dev.redline.plan.Plan;
import dev.redline.plan.workload.WorkloadPlan;
import dev.redline.postgres.ConnectionFailedException;
import dev.redline.postgres.Connector;
import dev.redline.rag.judge.EmbedderChoice;
import dev.redline.rag.judge.RunJudge;
import dev.redline.search.SearchesOnServer;
import dev.redline.workload.Workload;
import dev.redline.workload.Workload.Conversations;
import dev.redline.workload.WorkloadProvider;
import dev.redline.workload.YourAnswers;
import dev.redline.workload.answers.Pipelines;
import dev.redline.workload.demo.DemoDatabase;
import java.nio.file.Path;
import java.util.Optional;

/** What the server of a run is measured with. */
final class RunWorkload {

  private RunWorkload() {}

  /** Empty where nothing is there to measure with. */
  static Optional<Workload> of(PhaseContext context, RunConditions conditions) {
    Path fixtures = conditions.fixtures();
    RunJudge judge = RunEvaluation.judge(conditions, context.plan(), context.say());
    Path kept = context.keep().resolve("neighbours");
    DemoDatabase demo =
        new DemoDatabase(
            fixtures,
            kept,
            context.plan(),
            judge,
            context.clock(),
            conditions.nanoTime(),
            context.say());
    try {
      return added(context, conditions, builtIn(context, conditions, judge, demo));
    } catch (RuntimeException e) {
      judge.close();
      throw e;
    }
  }

  private static Optional<Workload> builtIn(
      PhaseContext context, RunConditions conditions, RunJudge judge, DemoDatabase demo) {
    if (context.target().throwaway()) {
      return Optional.of(demo.prepare(context.target().connector()));
    }
    return context.plan().workload().isPresent()
        ? context.plan().workload().map(yours -> planned(yours, context, conditions, judge, demo))
        : found(demo, context.target().connector());
  }

  private static Optional<Workload> added(
      PhaseContext context, RunConditions conditions, Optional<Workload> otherwise) {
    String name = conditions.properties().get("workload");
    return name == null
        ? otherwise
        : Optional.of(
            WorkloadProvider.named(name)
                .open(context.plan(), context.target().connector(), otherwise));
  }

  private static Workload planned(
      WorkloadPlan yours,
      PhaseContext context,
      RunConditions conditions,
      RunJudge judge,
      DemoDatabase demo) {
    Plan plan = context.plan();
    Path keep = context.keep();
    Conversations texts = demo.conversations();
    SearchesOnServer searches =
        new SearchesOnServer(
            yours,
            plan.latency(),
            keep.resolve("neighbours"),
            demo.nanoTime(),
            (name, questions) ->
                new EmbedderChoice(judge, conditions.environment())
                    .named(name, "gates/workload.yaml under queries: embedder:", questions));
    Pipelines pipelines =
        new Pipelines(
            searches,
            judge,
            plan.redLines().k(),
            keep.resolve("answers"),
            conditions.environment());
    Optional<YourAnswers> answers =
        yours
            .answers()
            .asked()
            .map(
                asked ->
                    new YourAnswers(
                        asked,
                        cases -> pipelines.of(asked.by(), cases),
                        judge,
                        plan,
                        context.clock(),
                        context.say()));
    return new PlannedWorkload(searches, answers, judge, texts);
  }

  /** That a server cannot be reached is for the first gates of a run to say. */
  private static Optional<Workload> found(DemoDatabase demo, Connector connector) {
    try {
      return demo.find(connector);
    } catch (ConnectionFailedException e) {
      return Optional.empty();
    }
  }
}
