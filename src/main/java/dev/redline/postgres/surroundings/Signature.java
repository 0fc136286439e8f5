package dev.redline.postgres.surroundings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How somebody who runs servers for others shows in them. Everything found is a hint; two make
 * sure.
 *
 * @param roles names that it creates
 * @param settings beginnings of the names of its own settings
 * @param extensions that only it offers
 * @param values by setting, a pattern that the value matches anywhere
 * @param applications beginnings of the names of its sessions
 */
record Signature(
    Kind kind,
    String name,
    List<String> roles,
    List<String> settings,
    List<String> extensions,
    List<Value> values,
    List<String> applications) {

  /** A setting whose value gives somebody away. */
  record Value(String setting, Pattern pattern) {

    static Value of(String setting, String pattern) {
      return new Value(setting, Pattern.compile(pattern));
    }
  }

  /** Empty without a sign. */
  Optional<Participant> in(ServerFacts facts) {
    List<Sign> signs = new ArrayList<>();
    roles.stream()
        .filter(facts.roles()::contains)
        .forEach(role -> signs.add(Sign.hint("role " + role)));
    settings.forEach(prefix -> ownSetting(prefix, facts).ifPresent(signs::add));
    extensions.stream()
        .filter(facts.extensions()::contains)
        .forEach(extension -> signs.add(Sign.hint("extension " + extension)));
    values.stream()
        .filter(value -> value.pattern().matcher(facts.setting(value.setting())).find())
        .forEach(
            value ->
                signs.add(Sign.hint(value.setting() + " matches " + value.pattern().pattern())));
    applications.stream()
        .filter(prefix -> facts.applications().stream().anyMatch(name -> name.startsWith(prefix)))
        .forEach(prefix -> signs.add(Sign.hint("a session named " + prefix)));
    return Participant.of(kind, name, signs);
  }

  private static Optional<Sign> ownSetting(String prefix, ServerFacts facts) {
    return facts.settings().settings().keySet().stream()
        .filter(name -> name.startsWith(prefix))
        .findFirst()
        .map(name -> Sign.hint("setting " + name));
  }
}
