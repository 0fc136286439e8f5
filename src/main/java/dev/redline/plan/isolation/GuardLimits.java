package dev.redline.plan.isolation;

import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.time.Duration;

/**
 * How LTST is held back.
 *
 * @param operations at once, over all processes and machines, 2 or 3
 * @param slotPatience how long an operation waits for its turn
 * @param heavyPatience how long a heavy job waits for an evaluation to end
 * @param evaluationPatience how long an evaluation waits for heavy jobs under way
 * @param poll how often a waiting operation looks for a free turn, 1 ms or longer
 * @param deadPeer after which the server looks whether a silent session's client is still there, 1
 *     s or longer
 */
public record GuardLimits(
    int operations,
    Duration slotPatience,
    Duration heavyPatience,
    Duration evaluationPatience,
    Duration poll,
    Duration deadPeer) {

  static GuardLimits read(Node node) {
    Section section =
        node.section(
            "operations",
            "slot_patience",
            "heavy_patience",
            "evaluation_patience",
            "poll",
            "dead_peer");
    return new GuardLimits(
        section.scalar("operations").asInteger(2, 3),
        TimeSpan.read(section.scalar("slot_patience"), "1ms", "10min"),
        atLeast(section.scalar("heavy_patience"), Duration.ofMillis(1)),
        atLeast(section.scalar("evaluation_patience"), Duration.ofMillis(1)),
        atLeast(section.scalar("poll"), Duration.ofMillis(1)),
        atLeast(section.scalar("dead_peer"), Duration.ofSeconds(1)));
  }

  private static Duration atLeast(ScalarNode scalar, Duration least) {
    Duration time = TimeSpan.read(scalar, "1us", "10min");
    if (time.compareTo(least) < 0) {
      throw scalar.wrongType("a time of " + least.toMillis() + "ms or longer");
    }
    return time;
  }
}
