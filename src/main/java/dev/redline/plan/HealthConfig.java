package dev.redline.plan;

import dev.redline.plan.value.ExtensionVersion;
import dev.redline.plan.value.SettingName;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.Section;
import java.util.List;
import java.util.Optional;

/**
 * What a server must offer before anything is tried on it.
 *
 * @param serverAtLeast PostgreSQL's major version, 13 or later
 * @param extensions in the order of the file
 * @param knownDefects of versions of extensions, in the order of the file
 * @param settings the names of the settings that a health check records, in the order of the file
 */
public record HealthConfig(
    int serverAtLeast,
    List<ExtensionRequirement> extensions,
    List<KnownDefect> knownDefects,
    List<String> settings) {

  /** How much of an extension must be there. */
  public enum Presence {
    /** {@code CREATE EXTENSION} has been run in the database. */
    INSTALLED,
    /** {@code CREATE EXTENSION} would work: its files are on the server. */
    AVAILABLE
  }

  /**
   * What is asked of one extension.
   *
   * @param atLeast the lowest version that will do; empty if any does
   */
  public record ExtensionRequirement(
      String name, Optional<ExtensionVersion> atLeast, Presence required) {

    static ExtensionRequirement read(String name, Node node) {
      Section section = node.section("at_least", "required");
      String presence = section.scalar("required").asOneOf(List.of("installed", "available"));
      return new ExtensionRequirement(
          name,
          section.optionalScalar("at_least").map(scalar -> scalar.as(ExtensionVersion::parse)),
          presence.equals("installed") ? Presence.INSTALLED : Presence.AVAILABLE);
    }
  }

  static HealthConfig read(Node root) {
    Section section = root.section("server_at_least", "extensions", "known_defects", "settings");
    return new HealthConfig(
        section.scalar("server_at_least").asInteger(13, 99),
        section.required("extensions").entries().entrySet().stream()
            .map(entry -> ExtensionRequirement.read(entry.getKey(), entry.getValue()))
            .toList(),
        section.required("known_defects").items().stream().map(KnownDefect::read).toList(),
        section.required("settings").items().stream().map(SettingName::read).toList());
  }
}
