package dev.redline.rag.judge.openai;

import dev.redline.rag.evaluation.JudgeProvider;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.judge.call.ModelCall;
import dev.redline.rag.judge.model.CheckedModel;
import dev.redline.rag.judge.model.ModelService;
import dev.redline.rag.judge.model.ModelSession;
import java.util.List;
import java.util.Optional;

/**
 * Any model behind OpenAI's chat protocol as the judge of a run: Ollama, vLLM, llama.cpp, a gateway
 * or OpenAI itself. It has to be named, since its variables are usually those of an application.
 */
public final class OpenAiProvider implements JudgeProvider {

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public JudgeService open(Conditions conditions) {
    OpenAiSettings settings = OpenAiSettings.of(conditions.variables());
    Optional<String> key =
        Optional.ofNullable(conditions.variables().get("OPENAI_API_KEY")).filter(k -> !k.isBlank());
    List<ModelCall> checks = List.of(CheckedModel.textCheck(settings.model().modelId()));
    return new ModelService(
        settings.model(),
        conditions.screen(),
        shown ->
            new ModelSession(
                settings.model(),
                checks,
                meter -> new OpenAiModel(settings, key, meter),
                conditions.clock(),
                shown),
        session -> Optional.empty());
  }
}
