package dev.redline.rag.judge.openai;

import dev.redline.rag.judge.call.Environment;
import dev.redline.rag.judge.call.ServiceName;
import dev.redline.rag.judge.call.SettingException;
import dev.redline.rag.judge.model.ModelSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the environment says about a service that speaks OpenAI's chat protocol. The key is kept
 * apart, so that whoever shows the settings shows no secret.
 *
 * @param model that judges and answers; its endpoint is the address below which {@code
 *     chat/completions} is
 * @param tokensKey what the request calls the most tokens of a reply: {@code max_tokens}, or {@code
 *     max_completion_tokens} for models that take no other
 */
public record OpenAiSettings(ModelSettings model, String tokensKey) {

  static final String MODEL = "OPENAI_MODEL";

  private static final ServiceName SERVICE =
      new ServiceName("openai", "The chat service", "OPENAI");
  private static final Pattern MODEL_ID = Pattern.compile("[\\w.:/@+-]{1,256}");
  private static final Pattern BASE =
      Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+(/[A-Za-z0-9._~-]+)*/?");
  private static final URI STANDARD_BASE = URI.create("https://api.openai.com/v1");
  private static final double STANDARD_PER_SECOND = 5;

  /**
   * Reads all settings but the key.
   *
   * @param variables usually {@code System.getenv()}
   * @throws SettingException for the first value that cannot be used, or if no model is named
   */
  static OpenAiSettings of(Map<String, String> variables) {
    Environment environment = new Environment(variables, SERVICE.prefix());
    String allowed = "http:// or https:// with host and path, such as http://localhost:11434/v1";
    URI base =
        environment.text("OPENAI_BASE_URL", BASE, allowed).map(URI::create).orElse(STANDARD_BASE);
    String id =
        environment
            .text(MODEL, MODEL_ID, "a model as the service names it")
            .orElseThrow(() -> SettingException.missing(MODEL, "the model that judges"));
    String tokensKey =
        environment
            .text(
                "OPENAI_TOKENS_KEY",
                Pattern.compile("max_tokens|max_completion_tokens"),
                "max_tokens or max_completion_tokens")
            .orElse("max_tokens");
    return new OpenAiSettings(
        ModelSettings.of(SERVICE, environment, id, Optional.of(base), STANDARD_PER_SECOND, false),
        tokensKey);
  }

  /** Where requests go. */
  URI address() {
    String base = model.origin();
    return URI.create(base + (base.endsWith("/") ? "" : "/") + "chat/completions");
  }
}
