package dev.redline.rag.judge.prompt;

/**
 * A prompt with its content.
 *
 * @param templateSha256 which version of the prompt this is
 * @param system what the model is to be
 * @param user content and instructions
 */
public record FilledPrompt(String templateSha256, String system, String user) {

  /** The same with a paragraph behind everything else. */
  FilledPrompt with(String paragraph) {
    return new FilledPrompt(templateSha256, system, user + "\n\n" + paragraph);
  }
}
