package dev.redline.rag.judge;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.NamedEmbedder;
import dev.redline.rag.embedding.EmbedderProvider;
import dev.redline.rag.embedding.Embedders;
import dev.redline.rag.judge.call.SettingException;
import java.util.List;
import java.util.Map;

/**
 * Embedders of a run, by the name that gates/ has.
 *
 * @param judge whose service embeds, too, where that is configured
 * @param variables of the process: a service of somebody's has its address there
 */
public record EmbedderChoice(RunJudge judge, Map<String, String> variables) {

  private static final String SERVICE = "bedrock";

  /**
   * Opens one; nothing is sent yet. The model of the judge's service goes by the service's name.
   *
   * @param place where the name stands, for a person
   * @param texts that are to be embedded
   * @throws JudgeUnavailableException if there is none of that name, or something is missing
   */
  public NamedEmbedder named(String name, String place, List<String> texts) {
    return name.equals(SERVICE)
        ? judge
            .embedder()
            .orElseThrow(
                () ->
                    JudgeUnavailableException.ofEmbedder(
                        "bedrock without a model",
                        "Set BEDROCK_EMBED_MODEL_ID, or name another embedder in " + place))
        : opened(Embedders.named(name, place), texts);
  }

  private NamedEmbedder opened(EmbedderProvider provider, List<String> texts) {
    try {
      return provider.open(texts, variables);
    } catch (SettingException e) {
      throw JudgeUnavailableException.ofEmbedder(
          String.valueOf(e.getMessage()), "Correct the variable and run again");
    }
  }
}
