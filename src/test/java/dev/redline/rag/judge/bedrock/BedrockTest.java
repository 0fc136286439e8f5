package dev.redline.rag.judge.bedrock;

import dev.redline.rag.Claim;
import dev.redline.rag.Progress;
import dev.redline.rag.judge.model.ModelSession;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What tests against a stand-in share: it, settings with short pauses, and closing both. */
abstract class BedrockTest {

  static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
  static final String KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  @TempDir Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** A service that is there; {@code script} does not see the preflight. */
  StandIn standIn(Function<Received, Served> script) {
    return started(() -> StandIn.beyondPreflight(script));
  }

  /** {@code script} sees the preflight too. */
  StandIn standInFromTheStart(Function<Received, Served> script) {
    return started(() -> new StandIn(script));
  }

  private StandIn started(Callable<StandIn> start) {
    try {
      StandIn standIn = start.call();
      open.add(standIn);
      return standIn;
    } catch (Exception e) {
      throw new AssertionError("No stand-in", e);
    }
  }

  /** With pauses that a test can wait for; {@code changes} are name, value, name, value. */
  Map<String, String> variables(StandIn standIn, String... changes) {
    Map<String, String> variables =
        new HashMap<>(
            Map.of(
                "BEDROCK_ENDPOINT", standIn.address().toString(),
                "AWS_REGION", "eu-central-1",
                "BEDROCK_MAX_RPS", "1000",
                "BEDROCK_COOLDOWN_SEC", "0",
                "BEDROCK_RETRY_BASE", "0.001",
                "BEDROCK_RETRY_MAX_SLEEP", "0.002",
                "RAGCHECKER_CACHE_DIR", folder.resolve(".ragcache_eval").toString()));
    for (int i = 0; i < changes.length; i += 2) {
      variables.put(changes[i], changes[i + 1]);
    }
    return variables;
  }

  ModelSession bedrock(StandIn standIn, String... changes) {
    return bedrock(variables(standIn, changes));
  }

  ModelSession bedrock(Map<String, String> variables) {
    ModelSession bedrock =
        Bedrock.open(BedrockSettings.of(variables), access(), Clock.systemUTC(), Progress.silent());
    open.add(bedrock);
    return bedrock;
  }

  static AwsAccess access() {
    return new AwsAccess(
        () -> Region.EU_CENTRAL_1,
        Optional.of(StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, KEY))));
  }

  static List<Claim> claims(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Claim("c" + i, "p", "o")).toList();
  }
}
