package dev.redline.rag.judge.call;

import dev.redline.rag.ReplyCounts;
import dev.redline.rag.cache.CacheCounts;
import java.util.Locale;

/** What the use of a model came to, for the record of a run. */
public record ModelRecord(Usage usage, CacheCounts cache, ReplyCounts replies) {

  /**
   * In a few words, as in {@code 12 requests, 40 from cache, 3500 tokens, 0.0102 USD, 0 of 52
   * replies asked for again}.
   */
  public String line() {
    Tokens tokens = usage.tokens();
    String money = usage.usd().map(usd -> String.format(Locale.ROOT, ", %.4f USD", usd)).orElse("");
    return "%d requests, %d from cache, %d tokens%s, %s"
        .formatted(
            usage.requests(),
            cache.hits(),
            tokens.input() + tokens.output(),
            money,
            replies.line());
  }
}
