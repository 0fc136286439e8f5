package dev.redline.rag.embedding;

import dev.redline.rag.JudgeUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The embedders on the class path. */
public final class Embedders {

  /** Follows the meaning of a text; needs a library that not everybody has. */
  public static final String STANDARD = "all-MiniLM-L6-v2";

  /** Follows its words; needs nothing. */
  public static final String SIMPLE = "hashing";

  private Embedders() {}

  /**
   * The embedder of that name.
   *
   * @param place where the name stands, for a person
   * @throws JudgeUnavailableException if there is none, or something that it needs is missing
   */
  public static EmbedderProvider named(String name, String place) {
    EmbedderProvider provider =
        find(name)
            .orElseThrow(
                () ->
                    JudgeUnavailableException.ofEmbedder(
                        "no embedder of the name " + name,
                        "Name one of %s in %s".formatted(names(), place)));
    if (!provider.missing().isEmpty()) {
      throw JudgeUnavailableException.ofEmbedder(
          name + " without its library",
          "Add %s to the dependencies, or name another embedder in %s"
              .formatted(provider.missing(), place));
    }
    return provider;
  }

  /** {@link #STANDARD} where nothing is missing for it, else {@link #SIMPLE}. */
  public static EmbedderProvider standard() {
    return find(STANDARD)
        .filter(provider -> provider.missing().isEmpty())
        .or(() -> find(SIMPLE))
        .orElseThrow();
  }

  private static Optional<EmbedderProvider> find(String name) {
    return all().stream().filter(provider -> provider.name().equals(name)).findFirst();
  }

  private static List<String> names() {
    return all().stream().map(EmbedderProvider::name).sorted().toList();
  }

  private static List<EmbedderProvider> all() {
    return ServiceLoader.load(EmbedderProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
