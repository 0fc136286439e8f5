package dev.redline.plan.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the platform of a server has to say about the settings of a stage. */
record PlatformSettings(SupportedValues server) {

  private static final String HOW = "the only value on the server's platform";

  /** What is not touched there is left out; what is fixed there is set so, unless it is already. */
  List<PlannedSetting> applyTo(List<PlannedSetting> planned) {
    Map<String, String> fixed = server.fixedByPlatform();
    Stream<PlannedSetting> others =
        planned.stream()
            .filter(setting -> !server.untouchedOnPlatform().contains(setting.name()))
            .filter(setting -> !fixed.containsKey(setting.name()));
    Stream<PlannedSetting> set =
        fixed.entrySet().stream()
            .filter(each -> !server.current(each.getKey()).isEmpty())
            .filter(each -> !server.current(each.getKey()).equals(each.getValue()))
            .map(each -> fixed(each.getKey(), each.getValue()));
    return Stream.concat(others, set).toList();
  }

  private static PlannedSetting fixed(String name, String value) {
    return new PlannedSetting(
        name, value, value, HOW, PlannedSetting.Effect.SETS, Optional.of(HOW));
  }
}
