package dev.redline.phase.tuning;

import dev.redline.change.PhaseContext;
import dev.redline.files.AtomicFile;
import dev.redline.fleet.MemberTarget;
import dev.redline.postgres.Connector;
import dev.redline.search.SearchesOnServer;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Verdict;
import dev.redline.verdict.pairs.QuantileRatio;
import dev.redline.verdict.pairs.SiblingRule;
import dev.redline.workload.Reliability;
import dev.redline.workload.SearchComparison;
import dev.redline.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Searches of a canary in pairs with those of a sibling, before the change and after it. What the
 * two differ by before is on disk for as long as the change waits for a person.
 */
record SiblingPairs(PhaseContext context, MemberTarget member, String tag, boolean changed) {

  private static final JsonMapper JSON = new JsonMapper();

  /** How the canary and its sibling differ while both are unchanged. */
  Finding before() throws SQLException {
    String subject = "canary and sibling, both unchanged, in pairs";
    String required = "a ratio with an interval, to divide later ones by";
    if (changed && Files.exists(file())) {
      return Finding.of(Verdict.pass(subject, "kept from before the change", required));
    }
    Optional<Connector> sibling = member.sibling();
    if (sibling.isEmpty()) {
      return Finding.of(noSibling(subject, required));
    }
    List<QuantileRatio> ratios = comparison().unchanged(sibling.get(), context.connector());
    keep(ratios);
    return Finding.of(
        new SiblingRule(context.plan().latency().slowdown(), ratios).isKnown()
            ? Verdict.pass(subject, ratios.toString(), required)
            : Verdict.inconclusive(
                subject,
                ratios.toString(),
                required,
                "raise slowdown.longest in gates/latency.yaml, or run it on a quieter fleet"),
        Evidence.of("canary by its sibling, unchanged", ratios));
  }

  /** The canary is not slower than its sibling by more than it was. */
  Finding after() throws SQLException {
    String of = "searches of the canary by those of its sibling, over the same before the change";
    Optional<Connector> sibling = member.sibling();
    return sibling.isEmpty()
        ? Finding.of(noSibling(of, "a replica to compare with"))
        : comparison()
            .compare(
                sibling.get(),
                context.connector(),
                kept(),
                of,
                "comparisons/" + tag + "_sibling.csv");
  }

  private static Verdict noSibling(String subject, String required) {
    return Verdict.inconclusive(
        subject, "no other replica", required, "wait until another replica streams");
  }

  /** Both serve others meanwhile, so that the limits of load hold for both. */
  private SearchComparison comparison() {
    Workload workload = context.workload().orElseThrow();
    SearchesOnServer searches = workload.searches();
    return new SearchComparison(
        context.plan(), workload, searches::session, Reliability.read(context.folders().home()));
  }

  private void keep(List<QuantileRatio> ratios) {
    try {
      new AtomicFile(file()).replaceForOwnerOnly(JSON.writeValueAsBytes(ratios));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write " + file(), e);
    }
  }

  private List<QuantileRatio> kept() {
    try {
      return Files.exists(file())
          ? JSON.readValue(Files.readAllBytes(file()), new TypeReference<List<QuantileRatio>>() {})
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + file(), e);
    }
  }

  private Path file() {
    return context.keep().resolve("pairs-before-" + tag + ".json");
  }
}
