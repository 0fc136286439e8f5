package dev.redline.postgres.surroundings;

import dev.redline.postgres.surroundings.Sign.Strength;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Somebody around a server.
 *
 * @param name such as {@code PgBouncer 1.18.0, pool mode transaction}
 * @param signs at least one
 */
public record Participant(Kind kind, String name, List<Sign> signs) {

  private static final int ENOUGH = 2;

  public Participant {
    signs = List.copyOf(signs);
  }

  /** Empty without a sign. */
  static Optional<Participant> of(Kind kind, String name, List<Sign> signs) {
    return signs.isEmpty() ? Optional.empty() : Optional.of(new Participant(kind, name, signs));
  }

  /** Whether it is taken to be there: by a proof, or by two hints. */
  public boolean recognised() {
    return signs.size() >= ENOUGH
        || signs.stream().anyMatch(sign -> sign.strength() == Strength.PROOF);
  }

  /** One line of the table that discovery shows. */
  @Override
  public String toString() {
    return "%s%s: %s (%s)"
        .formatted(
            recognised() ? "" : "perhaps a ",
            kind,
            name,
            signs.stream().map(Sign::text).collect(Collectors.joining("; ")));
  }
}
