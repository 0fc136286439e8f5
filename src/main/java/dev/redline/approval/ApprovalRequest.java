package dev.redline.approval;

import dev.redline.state.StateException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about decisions: {@code -Dapprove}, {@code -Ddecline}, {@code
 * -Dconfirm}, {@code -Dforce} and {@code -Dticket}.
 *
 * @param approved decisions, each alone or followed by a colon and the beginning of a change's hash
 * @param declined decisions, likewise
 * @param forced tags of phases that are to run although the evidence does not call for them
 * @param ticket that the decisions are given under; empty if none is named
 * @param account of whoever runs this: {@code REDLINE_ACCOUNT}, which a CI server sets from its own
 *     knowledge, or else the account of the operating system
 */
public record ApprovalRequest(
    List<String> approved,
    List<String> declined,
    List<String> forced,
    Optional<String> ticket,
    String account) {

  /**
   * The variable that names the person where one account of the operating system runs it for all.
   */
  public static final String ACCOUNT = "REDLINE_ACCOUNT";

  private static final String ALL = "all";

  /**
   * Reads the properties; {@code environment} tells whether this is a CI run.
   *
   * @throws StateException for {@code -Dapprove=all} outside CI without {@code -Dconfirm=all}
   */
  public static ApprovalRequest from(
      Map<String, String> properties, Map<String, String> environment) {
    List<String> approved = words(properties.get("approve"));
    boolean trusted = "true".equals(environment.get("CI")) || ALL.equals(properties.get("confirm"));
    if (approved.contains(ALL) && !trusted) {
      throw new StateException(
          "-Dapprove=all approves whatever comes, unseen. Approve what was shown, by name; or, if"
              + " you mean it, add -Dconfirm=all.");
    }
    return new ApprovalRequest(
        approved,
        words(properties.get("decline")),
        words(properties.get("force")),
        words(properties.get("ticket")).stream().findFirst(),
        account(properties, environment));
  }

  private static String account(Map<String, String> properties, Map<String, String> environment) {
    String named = environment.getOrDefault(ACCOUNT, "").strip();
    return named.isEmpty() ? properties.getOrDefault("user.name", "unknown") : named;
  }

  /**
   * Whether the decision about the change is approved here.
   *
   * @param seen whether an earlier run has shown exactly this change; without a hash only such a
   *     one can be approved
   */
  boolean approves(String decision, String change, boolean seen) {
    return approved.stream()
        .anyMatch(
            word ->
                word.equals(ALL)
                    || (word.equals(decision) && seen)
                    || names(word, decision, change));
  }

  public boolean declines(String decision, String change) {
    return declined.stream()
        .anyMatch(word -> word.equals(decision) || names(word, decision, change));
  }

  private static boolean names(String word, String decision, String change) {
    int colon = word.indexOf(':');
    return colon > 0
        && word.substring(0, colon).equals(decision)
        && word.length() - colon > ChangeHash.SHORT
        && change.startsWith(word.substring(colon + 1));
  }

  private static List<String> words(@Nullable String text) {
    return Optional.ofNullable(text).stream()
        .flatMap(words -> Arrays.stream(words.split(",")))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
