package dev.redline.record.quality;

import dev.redline.plan.QualityConfig.Reviewed;
import dev.redline.plan.Reviews;
import dev.redline.plan.Reviews.Review;
import dev.redline.record.journal.ContentHash;
import dev.redline.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Whether a person has read the content as it is. A review ends when its content changes. */
final class CodeReview {

  private final Path project;
  private final Path file;
  private final LocalDate today;

  /**
   * @param file of the reviews
   */
  CodeReview(Path project, Path file, LocalDate today) {
    this.project = project;
    this.file = file;
    this.today = today;
  }

  Verdict of(Reviewed reviewed, Reviews reviews) {
    String subject = "review of " + reviewed.what();
    String now = ContentHash.of(project, reviewed.files());
    String required = "accepted, for content " + now;
    List<String> missing =
        reviewed.files().stream().filter(name -> !Files.exists(project.resolve(name))).toList();
    if (!missing.isEmpty()) {
      return Verdict.fail(
          subject, "no such file: " + missing, required, "correct the names in gates/quality.yaml");
    }
    List<Review> all = reviews.of(reviewed.what());
    Optional<Review> current =
        all.stream().filter(review -> review.sha256().equals(now)).reduce((one, two) -> two);
    return current
        .map(review -> judged(subject, review, required))
        .orElseGet(() -> missing(subject, reviewed, all, now, required));
  }

  private Verdict judged(String subject, Review review, String required) {
    String observed =
        "%s, by %s on %s".formatted(review.conclusion(), review.reviewer(), review.date());
    boolean holds = review.conclusion().equals(Review.ACCEPTED) && !review.date().isAfter(today);
    return holds
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, "make the changes, and have it read again");
  }

  private Verdict missing(
      String subject, Reviewed reviewed, List<Review> all, String now, String required) {
    String next = next(reviewed, now);
    if (all.isEmpty()) {
      return Verdict.inconclusive(subject, "none in " + file.getFileName(), required, next);
    }
    Review last = all.get(all.size() - 1);
    String observed =
        "out of date: content %s, read by %s on %s"
            .formatted(last.sha256(), last.reviewer(), last.date());
    return Verdict.fail(subject, observed, required, next);
  }

  private String next(Reviewed reviewed, String now) {
    return """
    somebody reads %s and adds to %s, below "reviews:", and commits it:
      - what: %s
        reviewer: <name>
        date: %s
        sha256: %s
        conclusion: accepted  # or: changes wanted"""
        .formatted(String.join(", ", reviewed.files()), file, reviewed.what(), today, now);
  }
}
