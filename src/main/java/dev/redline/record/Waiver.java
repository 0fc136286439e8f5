package dev.redline.record;

import java.util.Map;
import java.util.Optional;

/**
 * A person's word that a hot-fix is not to hold anything back any more.
 *
 * @param id of the hot-fix
 * @param reason why; never blank
 */
public record Waiver(String id, String reason) {

  /**
   * Reads {@code waive} and {@code reason}, as given with -D; empty if neither is there.
   *
   * @throws HotFixException if one is there without the other, or blank
   */
  public static Optional<Waiver> from(Map<String, String> properties) {
    String id = properties.getOrDefault("waive", "").strip();
    String reason = properties.getOrDefault("reason", "").strip();
    if (!properties.containsKey("waive") && !properties.containsKey("reason")) {
      return Optional.empty();
    }
    if (id.isEmpty() && properties.containsKey("resolve")) {
      return Optional.empty();
    }
    if (id.isEmpty()) {
      throw new HotFixException(
          "-Dreason is given without -Dwaive=<id>: name the hot-fix that the reason is about.");
    }
    if (reason.isEmpty()) {
      throw new HotFixException(
          "-Dwaive=%s needs a reason, which goes into the journal: add -Dreason=\"...\"."
              .formatted(id));
    }
    return Optional.of(new Waiver(id, reason));
  }
}
