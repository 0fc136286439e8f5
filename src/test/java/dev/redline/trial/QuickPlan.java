package dev.redline.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's plan with fewer vectors and samples, for tests of what happens, not how fast. */
public final class QuickPlan {

  private QuickPlan() {}

  public static Path copyOf(Path gates) throws IOException, InterruptedException {
    Path copy = PreparedServer.publicFolder("redline-quick-gates-");
    PreparedServer.run("cp", "-r", gates + "/.", copy.toString());
    replace(copy.resolve("target.yaml"), "probe_vectors: 20000", "probe_vectors: 8000");
    replace(copy.resolve("target.yaml"), "# rehearse: twin", "rehearse: none");
    replace(copy.resolve("target.yaml"), "# embedder: all-MiniLM-L6-v2", "embedder: hashing");
    replace(copy.resolve("latency.yaml"), "samples: 300", "samples: 100");
    replace(copy.resolve("latency.yaml"), "warm_up: 60", "warm_up: 10");
    replace(copy.resolve("latency.yaml"), "queries: 100", "queries: 10");
    replace(copy.resolve("latency.yaml"), "longest: 30s ", "longest: 20s ");
    replace(copy.resolve("latency.yaml"), "at_most: 1.05", "at_most: 1.5");
    replace(copy.resolve("latency.yaml"), "or_at_most: 0.1ms", "or_at_most: 1ms");
    replace(
        copy.resolve("latency.yaml"),
        "{at_most: 1.25, or_at_most: 0.5ms}",
        "{at_most: 3, or_at_most: 5ms}");
    replace(
        copy.resolve("latency.yaml"),
        "{at_most: 1.5, or_at_most: 5ms}",
        "{at_most: 3, or_at_most: 20ms}");
    replace(copy.resolve("query-policy.yaml"), "queries: 25", "queries: 15");
    replace(copy.resolve("isolation.yaml"), "samples: 40", "samples: 10");
    replace(copy.resolve("isolation.yaml"), "interval: 40ms", "interval: 20ms");
    replace(copy.resolve("isolation.yaml"), "conversations: 24", "conversations: 3");
    replace(copy.resolve("isolation.yaml"), "samples: 300", "samples: 100");
    replace(copy.resolve("isolation.yaml"), "blocks: 3", "blocks: 2");
    replace(copy.resolve("isolation.yaml"), "ignored_below: 20ms", "ignored_below: 200ms");
    replace(copy.resolve("observability.yaml"), "warm_up: 400", "warm_up: 40");
    replace(
        copy.resolve("observability.yaml"), "overhead: {at_most: 0.02", "overhead: {at_most: 1");
    return copy;
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(from)) {
      throw new IllegalStateException(file + " does not contain " + from);
    }
    Files.writeString(file, text.replace(from, to));
  }
}
