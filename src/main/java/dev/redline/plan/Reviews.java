package dev.redline.plan;

import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.Section;
import dev.redline.plan.yaml.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/**
 * What people have read and found, as they wrote it down.
 *
 * @param all in the order of the file, possibly none
 */
public record Reviews(List<Review> all) {

  private static final List<String> CONCLUSIONS = List.of(Review.ACCEPTED, Review.CHANGES_WANTED);

  public Reviews {
    all = List.copyOf(all);
  }

  /**
   * One review.
   *
   * @param what one of those that {@link QualityConfig#reviews} names
   * @param sha256 of the content that was read, 64 hexadecimal digits in lower case
   * @param conclusion {@link #ACCEPTED} or {@link #CHANGES_WANTED}
   */
  public record Review(
      String what, String reviewer, LocalDate date, String sha256, String conclusion) {

    /** The content may stay as it is. */
    public static final String ACCEPTED = "accepted";

    /** Something has to be changed first. */
    public static final String CHANGES_WANTED = "changes wanted";

    static Review read(Node node) {
      Section section = node.section("what", "reviewer", "date", "sha256", "conclusion");
      return new Review(
          section.scalar("what").asText(),
          section.scalar("reviewer").asText(),
          section.scalar("date").as(Reviews::date),
          section.scalar("sha256").as(Reviews::sha256),
          section.scalar("conclusion").asOneOf(CONCLUSIONS));
    }
  }

  /**
   * Reads the file; where there is none, nobody has reviewed anything.
   *
   * @throws PlanException at the first thing that is wrong
   */
  public static Reviews read(Path file) {
    if (!Files.exists(file)) {
      return new Reviews(List.of());
    }
    Section section = YamlFile.read(file).section("reviews");
    return new Reviews(section.required("reviews").items().stream().map(Review::read).toList());
  }

  /** Those of one subject, in the order of the file. */
  public List<Review> of(String what) {
    return all.stream().filter(review -> review.what().equals(what)).toList();
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("a date is a day such as 2026-03-04", e);
    }
  }

  private static String sha256(String text) {
    if (!text.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("a SHA-256 has 64 digits from 0-9 and a-f");
    }
    return text;
  }
}
