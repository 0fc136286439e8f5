package dev.redline.record.quality;

import dev.redline.plan.QualityConfig;
import dev.redline.record.quality.RunEvidence.Found;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whether the repository holds credentials, going by the newest scan of it. */
final class Security {

  private final RunEvidence evidence;
  private final QualityConfig rules;

  Security(RunEvidence evidence, QualityConfig rules) {
    this.evidence = evidence;
    this.rules = rules;
  }

  /** The scan has looked into files, and found none. It names places, never values. */
  List<Verdict> repository() {
    String next = "scan the repository: mvn verify -Dgroups=discovery";
    Found<JsonNode> scan =
        evidence.newest(
            "scan of the repository", rules.credentialScan()::equals, Optional.empty(), next);
    return scan.thing().isEmpty()
        ? List.of(scan.verdict())
        : List.of(scan.verdict(), none(scan.thing().get(), next));
  }

  private static Verdict none(JsonNode scan, String next) {
    String subject = "credentials in the repository";
    long files = scan.path("files").asLong(0);
    if (files == 0 || !scan.path("credentials").isArray()) {
      return Verdict.inconclusive(subject, "a scan of %d files".formatted(files), "none", next);
    }
    List<String> places =
        StreamSupport.stream(scan.path("credentials").spliterator(), false)
            .map(place -> place.path("path").asString("") + ":" + place.path("line").asInt(0))
            .toList();
    return Verdict.none(
        subject,
        places,
        "none in %d files".formatted(files),
        "take them out, withdraw them where they are valid, and scan again");
  }
}
