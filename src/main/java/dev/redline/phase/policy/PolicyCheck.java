package dev.redline.phase.policy;

import dev.redline.vector.PolicyProbe.Defaults;
import dev.redline.vector.WitnessedSearch;
import dev.redline.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Judges what searches ran under, and what is there when they are over. */
final class PolicyCheck {

  private PolicyCheck() {}

  /** The search ran under the policy, in a transaction of its own, and nothing outlived that. */
  static List<Verdict> witnessed(String name, WitnessedSearch search, Map<String, String> policy) {
    String at = " at K=%d, %s".formatted(search.k(), name);
    Map<String, String> expected = new TreeMap<>(search.before().values());
    expected.putAll(policy);
    return List.of(
        same(
            "settings in the transaction of a search" + at,
            search.within().values(),
            expected,
            "look whether the connection is pooled by statement, or the policy is off"),
        search.ownTransaction()
            ? Verdict.pass("transaction of a search" + at, "its own", "its own")
            : Verdict.fail(
                "transaction of a search" + at,
                "%s, policy set in %s".formatted(search.within(), search.set()),
                "its own",
                "look whether the connection is pooled by statement"),
        same(
            "settings after a search" + at,
            search.after().values(),
            search.before().values(),
            "look for SET without LOCAL"));
  }

  /** New sessions have what they had. */
  static List<Verdict> untouched(Defaults before, Defaults after) {
    return List.of(
        same(
            "settings of a new session",
            after.settings(),
            before.settings(),
            "ALTER ROLE … RESET, ALTER DATABASE … RESET, or ALTER SYSTEM RESET"),
        after.kept().equals(before.kept())
            ? Verdict.pass(
                "hnsw settings that a role or a database keeps", shown(after), "as before")
            : Verdict.fail(
                "hnsw settings that a role or a database keeps",
                shown(after),
                "as before: " + shown(before),
                "ALTER ROLE … RESET, or ALTER DATABASE … RESET"));
  }

  /** A policy that is off proves nothing about searches under it. */
  static Verdict on(Map<String, String> policy) {
    String subject = "query-time policy";
    return policy.isEmpty()
        ? Verdict.fail(
            subject,
            "off: searches run with what the server has",
            "on",
            "set_local: on in gates/latency.yaml, and no -Dpolicy=off")
        : Verdict.pass(subject, "on: " + policy, "on");
  }

  /** What the harness was made to try was refused. */
  static Verdict refused(String subject, String observed, String next) {
    return observed.startsWith("refused")
        ? Verdict.pass(subject, observed, "refused")
        : Verdict.fail(subject, observed, "refused", next);
  }

  static Verdict same(
      String subject, Map<String, String> observed, Map<String, String> required, String next) {
    return observed.equals(required)
        ? Verdict.pass(subject, observed.toString(), required.toString())
        : Verdict.fail(subject, observed.toString(), required.toString(), next);
  }

  private static String shown(Defaults defaults) {
    return defaults.kept().isEmpty() ? "none" : String.join("; ", defaults.kept());
  }
}
