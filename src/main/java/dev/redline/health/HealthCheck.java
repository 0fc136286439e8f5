package dev.redline.health;

import dev.redline.plan.HealthConfig;
import dev.redline.plan.HealthConfig.ExtensionRequirement;
import dev.redline.plan.HealthConfig.Presence;
import dev.redline.plan.value.ExtensionVersion;
import dev.redline.postgres.ExtensionState;
import dev.redline.postgres.Health;
import dev.redline.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a health check against what the plan requires. */
final class HealthCheck {

  private HealthCheck() {}

  static List<Verdict> judge(
      Health health, HealthConfig required, Set<String> mayWait, ServerHealth.Roles roles) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(version(health, required.serverAtLeast()));
    verdicts.add(role(health, roles));
    for (ExtensionRequirement extension : required.extensions()) {
      verdicts.add(extension(extension, health.extensions().get(extension.name())));
    }
    verdicts.add(
        Verdict.none(
            "settings that wait for a restart",
            health.pendingRestart().stream().filter(name -> !mayWait.contains(name)).toList(),
            "none, or the next restart would bring changes that nobody planned here",
            "restart the server, or take the values back, and run again"));
    verdicts.add(
        Verdict.none(
            "settings that were written and wait for a reload",
            health.pendingReload().stream().filter(name -> !mayWait.contains(name)).toList(),
            "none, or a restart here would bring changes that nobody planned",
            "SELECT pg_catalog.pg_reload_conf(), or take the lines back, and run again"));
    return verdicts;
  }

  private static Verdict version(Health health, int atLeast) {
    String subject = "PostgreSQL's major version";
    int major = health.server().release().major();
    String observed = Integer.toString(major);
    String required = "at least " + atLeast;
    return major >= atLeast
        ? Verdict.pass(subject, observed, required)
        : Verdict.fail(subject, observed, required, "upgrade the server");
  }

  private static Verdict role(Health health, ServerHealth.Roles roles) {
    String subject = "role of the server";
    String observed = health.inRecovery() ? "standby" : "primary";
    if (roles == ServerHealth.Roles.ANY) {
      return Verdict.pass(subject, observed, "any: a member of a fleet");
    }
    return health.inRecovery()
        ? Verdict.fail(subject, observed, "primary", "run the gates on the primary")
        : Verdict.pass(subject, observed, "primary");
  }

  private static Verdict extension(ExtensionRequirement required, @Nullable ExtensionState state) {
    String subject = "extension " + required.name();
    String wanted =
        (required.required() == Presence.INSTALLED ? "installed" : "available")
            + required.atLeast().map(version -> ", " + version + " or later").orElse("");
    String version = versionOf(required, state);
    if (version == null) {
      return Verdict.fail(
          subject, state == null ? "missing" : "available", wanted, remedy(required));
    }
    boolean recent =
        required.atLeast().map(ExtensionVersion.parse(version)::isAtLeast).orElse(true);
    return recent
        ? Verdict.pass(subject, version, wanted)
        : Verdict.fail(
            subject,
            version,
            wanted,
            "install a later version and run ALTER EXTENSION " + required.name() + " UPDATE");
  }

  private static @Nullable String versionOf(
      ExtensionRequirement required, @Nullable ExtensionState state) {
    if (state == null) {
      return null;
    }
    return required.required() == Presence.INSTALLED ? state.installed() : state.available();
  }

  private static String remedy(ExtensionRequirement required) {
    return "install its package on the server's host"
        + (required.required() == Presence.INSTALLED
            ? ", then run CREATE EXTENSION " + required.name()
            : "");
  }
}
