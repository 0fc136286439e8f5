package dev.redline.plan;

import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to reach, start and stop a server, and what a throwaway one is filled with.
 *
 * @param limits how long anything else may take
 * @param startPatience how long a server may take until it accepts connections
 * @param stopPatience how long a server may take to shut down
 * @param yours how a server of somebody's is changed; empty: it is only read
 * @param fleet whose member the server is; a fleet is never changed by {@code yours}
 * @param memoryFit required, unless a run is told otherwise
 * @param rehearse where a stage is tried first; empty: on a twin if the server is a throwaway one
 * @param hostMemory the memory to scale settings by; empty means: as found on the host
 */
public record TargetOptions(
    Connection connection,
    TimeLimits limits,
    Duration startPatience,
    Duration stopPatience,
    Container container,
    Optional<MemorySize> hostMemory,
    Optional<Yours> yours,
    Optional<Fleet> fleet,
    Optional<Rehearsing> rehearse,
    Demo demo,
    MemoryFit memoryFit) {

  /** What becomes of a stage that asks for more memory than there is. */
  public enum MemoryFit {
    /** It is refused before the restart. */
    REQUIRED,
    /** It is tried, to see the way back at work. */
    NOT_REQUIRED
  }

  /**
   * Retries of a connection that failed for a passing reason.
   *
   * @param attempts all of them, the first included, 1 to 3
   * @param firstPause after the first failure; later ones grow
   * @param longestPause what they grow to, not less than {@code firstPause}
   */
  public record Connection(int attempts, Duration firstPause, Duration longestPause) {

    static Connection read(Node node) {
      Section section = node.section("attempts", "first_pause", "longest_pause");
      Connection connection =
          new Connection(
              section.scalar("attempts").asInteger(1, 3),
              TimeSpan.read(section.scalar("first_pause"), "1ms", "10s"),
              TimeSpan.read(section.scalar("longest_pause"), "1ms", "1min"));
      if (connection.longestPause.compareTo(connection.firstPause) < 0) {
        throw section.scalar("longest_pause").wrongType("a time of first_pause or more");
      }
      return connection;
    }
  }

  /**
   * A server started by a container engine.
   *
   * @param image with its tag
   * @param sharedMemory the size of /dev/shm, which parallel index builds need
   */
  public record Container(String image, MemorySize sharedMemory) {

    /** As an engine takes it: host and port, path, tag or digest, without spaces. */
    private static final Pattern IMAGE =
        Pattern.compile("[a-z0-9][A-Za-z0-9._:/-]*(@sha256:[0-9a-f]{64})?");

    static Container read(Node node) {
      Section section = node.section("image", "shared_memory");
      ScalarNode image = section.scalar("image");
      if (!IMAGE.matcher(image.asText()).matches()) {
        throw image.wrongType("the name of an image, such as pgvector/pgvector:0.8.1-pg17,");
      }
      return new Container(
          image.asText(), MemorySize.read(section.scalar("shared_memory"), "64MB", "1TB"));
    }
  }

  /**
   * Vectors for probes on a server without data of its own.
   *
   * @param probeVectors how many, 1000 to 10 million
   * @param large how many for {@code -Ddata=large}, 1000 to 10 million
   * @param dimensions 1 to 2000, the most that an HNSW index takes
   * @param clusters how many groups they form, 1 to {@code probeVectors}
   * @param seed of their generation, 0 or more
   * @param embedder of the demo's passages and questions; empty: the best that is there
   */
  public record Demo(
      int probeVectors,
      int large,
      int dimensions,
      int clusters,
      int seed,
      Optional<String> embedder) {

    static Demo read(Node node) {
      Section section =
          node.section("probe_vectors", "large", "dimensions", "clusters", "seed", "embedder");
      int vectors = section.scalar("probe_vectors").asInteger(1_000, 10_000_000);
      return new Demo(
          vectors,
          section.scalar("large").asInteger(1_000, 10_000_000),
          section.scalar("dimensions").asInteger(1, 2_000),
          section.scalar("clusters").asInteger(1, vectors),
          section.scalar("seed").asInteger(0, Integer.MAX_VALUE),
          section.optionalScalar("embedder").map(ScalarNode::asText));
    }

    private Demo enlarged() {
      return new Demo(large, large, dimensions, clusters, seed, embedder);
    }
  }

  /** Where a stage is tried first. */
  public enum Rehearsing {
    /** On a copy of the server. */
    TWIN,
    /** Nowhere: the server itself is the experiment. */
    NONE;

    static Rehearsing read(ScalarNode scalar) {
      return scalar.asOneOf(List.of("twin", "none")).equals("twin") ? TWIN : NONE;
    }
  }

  static TargetOptions read(Node root) {
    Section section =
        root.section(
            "connection",
            "limits",
            "start_patience",
            "stop_patience",
            "container",
            "host_memory",
            "yours",
            "rehearse",
            "demo");
    return new TargetOptions(
        Connection.read(section.required("connection")),
        TimeLimits.read(section.required("limits")),
        TimeSpan.read(section.scalar("start_patience"), "1s", "30min"),
        TimeSpan.read(section.scalar("stop_patience"), "1s", "30min"),
        Container.read(section.required("container")),
        section
            .optionalScalar("host_memory")
            .map(scalar -> MemorySize.read(scalar, "128MB", "64TB")),
        section.optional("yours").filter(node -> !Fleet.isIn(node)).map(Yours::read),
        section.optional("yours").filter(Fleet::isIn).map(Fleet::read),
        section.optionalScalar("rehearse").map(Rehearsing::read),
        Demo.read(section.required("demo")),
        MemoryFit.REQUIRED);
  }

  TargetOptions beyondMemory() {
    return with(demo, MemoryFit.NOT_REQUIRED);
  }

  TargetOptions withLargeDemo() {
    return with(demo.enlarged(), memoryFit);
  }

  private TargetOptions with(Demo data, MemoryFit fit) {
    return new TargetOptions(
        connection,
        limits,
        startPatience,
        stopPatience,
        container,
        hostMemory,
        yours,
        fleet,
        rehearse,
        data,
        fit);
  }
}
