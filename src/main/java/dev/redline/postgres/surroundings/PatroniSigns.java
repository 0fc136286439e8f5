package dev.redline.postgres.surroundings;

import dev.redline.postgres.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds Patroni by what it starts a server with and where it has the configuration read from. */
final class PatroniSigns {

  private static final int MOST_OF_THEM = 6;

  private PatroniSigns() {}

  static Optional<Participant> in(ServerFacts facts) {
    List<Sign> signs = new ArrayList<>();
    long passed =
        PatroniSettings.PASSED.stream().filter(name -> onCommandLine(name, facts)).count();
    if (passed >= MOST_OF_THEM) {
      signs.add(Sign.hint(passed + " settings that members share are on the command line"));
    }
    if (onCommandLine("cluster_name", facts)) {
      signs.add(Sign.hint("cluster_name is on the command line"));
    }
    if (facts.settings().settings().values().stream().anyMatch(PatroniSigns::fromBaseFile)) {
      signs.add(Sign.hint("settings come from postgresql.base.conf"));
    }
    if (facts.applications().stream().anyMatch(name -> name.startsWith("Patroni"))) {
      signs.add(Sign.hint("a session named Patroni"));
    }
    String cluster = onCommandLine("cluster_name", facts) ? facts.setting("cluster_name") : "";
    return Participant.of(
        Kind.CLUSTER_MANAGER, "Patroni" + (cluster.isEmpty() ? "" : ", cluster " + cluster), signs);
  }

  private static boolean onCommandLine(String name, ServerFacts facts) {
    Setting setting = facts.settings().settings().get(name);
    return setting != null && setting.source().equals("command line");
  }

  private static boolean fromBaseFile(Setting setting) {
    return Objects.requireNonNullElse(setting.sourceFile(), "").endsWith("postgresql.base.conf");
  }
}
