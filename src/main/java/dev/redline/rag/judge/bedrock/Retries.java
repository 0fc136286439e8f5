package dev.redline.rag.judge.bedrock;

import java.time.Duration;

/**
 * What is done about an attempt that failed for a passing reason. The pause before retry {@code n}
 * lies between half and all of {@code base * 2^(n-1)}, at most {@code longest}.
 *
 * @param most retries after the first attempt; 0 for none
 */
public record Retries(int most, Duration base, Duration longest) {

  static Retries of(Environment environment) {
    Duration base = environment.seconds("BEDROCK_RETRY_BASE", "1.6", "0.001", "60");
    Duration longest = environment.seconds("BEDROCK_RETRY_MAX_SLEEP", "12", "0.001", "600");
    return new Retries(environment.whole("BEDROCK_MAX_RETRIES", 0, 20).orElse(6), base, longest);
  }
}
