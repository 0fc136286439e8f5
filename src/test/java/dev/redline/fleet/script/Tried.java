package dev.redline.fleet.script;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Two settings, of which one takes a restart, and which members have them.
 *
 * @param before what each member ran with, as {@link #running} shows it
 */
record Tried(ScriptFleet fleet, String buffers, String sorting, Map<String, String> before) {

  /** Values above those of lower numbers: no stage lowers what has been raised. */
  static Tried on(ScriptFleet fleet, int number) throws Exception {
    return new Tried(fleet, (40 + 4 * number) + "MB", (4 + number) + "MB", running(fleet));
  }

  List<String> settings() {
    return List.of("shared_buffers=" + buffers, "work_mem=" + sorting);
  }

  /** What each member runs with. */
  Map<String, String> running() throws Exception {
    return running(fleet);
  }

  private static Map<String, String> running(ScriptFleet fleet) throws Exception {
    return fleet.ofEach(
        "SELECT current_setting('shared_buffers') || ' ' || current_setting('work_mem')");
  }

  /** Of each member old, new or neither: what its next start would take. */
  Map<String, String> configured() throws Exception {
    String common = age(fleet.configuration());
    Map<String, String> ages = new TreeMap<>();
    fleet
        .files()
        .forEach((member, text) -> ages.put(member, common.equals("old") ? age(text) : common));
    return ages;
  }

  private String age(String text) {
    boolean first = has(text, "shared_buffers", buffers);
    boolean second = has(text, "work_mem", sorting);
    if (first != second) {
      return "neither";
    }
    return first ? "new" : "old";
  }

  private static boolean has(String text, String name, String value) {
    return Pattern.compile(name + "[\"']?: *[\"']?" + value).matcher(text).find();
  }

  /** Of each member old or new, where it runs with what it is configured with; else both. */
  Map<String, String> finished() throws Exception {
    Map<String, String> configured = configured();
    Map<String, String> ages = new TreeMap<>();
    running().forEach((member, runs) -> ages.put(member, age(member, runs)));
    ages.replaceAll(
        (member, age) ->
            age.equals(configured.get(member))
                ? age
                : "%s, configured %s".formatted(age, configured.get(member)));
    return ages;
  }

  private String age(String member, String runs) {
    if (runs.equals(buffers + " " + sorting)) {
      return "new";
    }
    return runs.equals(before.get(member)) ? "old" : runs;
  }
}
