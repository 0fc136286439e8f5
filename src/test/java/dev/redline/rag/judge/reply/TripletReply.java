package dev.redline.rag.judge.reply;

import dev.redline.rag.Claim;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads claims out of a reply as RAGChecker reads them, but runs nothing: lines of {@code
 * ("subject", "predicate", "object")}. Claims quoted alike come together, those in double quotes
 * first.
 */
final class TripletReply {

  private static final String HEADING = "###";

  /** For each part its quote, {@code d}ouble or {@code s}ingle, in the order of the claims. */
  private static final List<String> QUOTES =
      List.of("ddd", "dds", "dsd", "sdd", "dss", "sds", "ssd", "sss");

  private TripletReply() {}

  /** The claims, none twice; none if the reply holds none that can be read. */
  static List<Claim> claims(String reply) {
    List<String> lines = content(reply).lines().toList();
    Set<Claim> claims = new LinkedHashSet<>();
    for (String quotes : QUOTES) {
      for (String line : lines) {
        span(line, quotes).flatMap(TripletReply::claim).ifPresent(claims::add);
      }
    }
    return List.copyOf(claims);
  }

  private static String content(String reply) {
    int heading = reply.indexOf(HEADING);
    return heading < 0 ? reply : reply.substring(heading + HEADING.length());
  }

  /**
   * From the first opening parenthesis to the last closing one, between which the quotes leave room
   * for three parts. Takes time in proportion to the line.
   */
  private static Optional<String> span(String line, String quotes) {
    String first = quote(quotes, 0);
    String second = quote(quotes, 1);
    String third = quote(quotes, 2);
    int start = line.indexOf("(" + first);
    int one = start < 0 ? -1 : line.indexOf(first + ", " + second, start + 2);
    int two = one < 0 ? -1 : line.indexOf(second + ", " + third, one + 4);
    int end = line.lastIndexOf(third + ")");
    return two < 0 || end < two + 4
        ? Optional.empty()
        : Optional.of(line.substring(start, end + 2));
  }

  private static String quote(String quotes, int part) {
    return quotes.charAt(part) == 'd' ? "\"" : "'";
  }

  /** What is no sequence of literals is taken apart at its commas, quotes and all. */
  private static Optional<Claim> claim(String span) {
    List<String> parts =
        new LiteralTuple(span)
            .parse()
            .map(tuples -> tuples.get(tuples.size() - 1))
            .orElseGet(() -> pieces(span));
    return parts.size() == 3 && !parts.contains("")
        ? Optional.of(new Claim(parts.get(0), parts.get(1), parts.get(2)))
        : Optional.empty();
  }

  private static List<String> pieces(String span) {
    String inner = span.substring(1, span.length() - 1);
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = inner.indexOf(", "); at >= 0; at = inner.indexOf(", ", from)) {
      pieces.add(inner.substring(from, at));
      from = at + 2;
    }
    pieces.add(inner.substring(from));
    return pieces;
  }
}
