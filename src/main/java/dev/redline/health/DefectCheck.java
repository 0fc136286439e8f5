package dev.redline.health;

import dev.redline.plan.KnownDefect;
import dev.redline.plan.KnownDefect.Weight;
import dev.redline.plan.value.ExtensionVersion;
import dev.redline.postgres.ExtensionState;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds the versions of extensions against the defects that are known of them. */
final class DefectCheck {

  private static final String REQUIRED = "none for which the plan refuses a version";

  private DefectCheck() {}

  /** One verdict for each extension of which a defect is known. */
  static List<Verdict> judge(Map<String, ExtensionState> states, List<KnownDefect> known) {
    return known.stream()
        .map(KnownDefect::extension)
        .distinct()
        .map(
            name ->
                judge(
                    name,
                    states.get(name),
                    known.stream().filter(defect -> defect.extension().equals(name)).toList()))
        .toList();
  }

  private static Verdict judge(
      String name, @Nullable ExtensionState state, List<KnownDefect> known) {
    String subject = "known defects of extension " + name;
    Optional<ExtensionVersion> version = version(state);
    if (state == null || version.isEmpty()) {
      String observed = state == null ? "missing" : "version " + state.installed();
      return Verdict.inconclusive(
          subject, observed, REQUIRED, "install the extension in a released version");
    }
    List<KnownDefect> present =
        known.stream().filter(defect -> defect.concerns(version.get())).toList();
    String observed = version.get() + ": " + words(present);
    return present.stream().anyMatch(defect -> defect.weight() == Weight.FAIL)
        ? Verdict.fail(subject, observed, REQUIRED, remedy(name, state, present))
        : Verdict.pass(subject, observed, REQUIRED);
  }

  private static String words(List<KnownDefect> present) {
    return present.isEmpty()
        ? "none known"
        : present.stream()
            .map(
                defect ->
                    "%s, mended in %s (%s)"
                        .formatted(defect.defect(), defect.mendedIn(), defect.source()))
            .collect(Collectors.joining("; "));
  }

  /** The files may be newer than what CREATE EXTENSION has put into this database. */
  private static String remedy(String name, ExtensionState state, List<KnownDefect> present) {
    ExtensionVersion mended =
        present.stream().map(KnownDefect::mendedIn).max(ExtensionVersion::compareTo).orElseThrow();
    String update = "run ALTER EXTENSION %s UPDATE, and REINDEX its indexes".formatted(name);
    return ExtensionVersion.isNotation(state.available())
            && ExtensionVersion.parse(state.available()).isAtLeast(mended)
        ? update
        : "install %s %s or later on the server's host, %s".formatted(name, mended, update);
  }

  private static Optional<ExtensionVersion> version(@Nullable ExtensionState state) {
    return Optional.ofNullable(state)
        .map(ExtensionState::installed)
        .filter(ExtensionVersion::isNotation)
        .map(ExtensionVersion::parse);
  }
}
