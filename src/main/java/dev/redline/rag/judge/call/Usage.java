package dev.redline.rag.judge.call;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What was sent, read, written and spent.
 *
 * @param requests HTTP requests sent, retries included
 * @param replies requests whose tokens the service reported
 * @param tokens as the service reported them
 * @param usd what {@code tokens} cost, plus the most that attempts may have cost whose outcome is
 *     not known; empty if prices are not known
 */
public record Usage(long requests, long replies, Tokens tokens, Optional<BigDecimal> usd) {}
