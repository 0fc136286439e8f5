package dev.redline.phase.propose;

import dev.redline.postgres.ConfigurationText;
import dev.redline.quoting.SeenText;
import dev.redline.quoting.SqlText;
import java.util.List;
import java.util.stream.Collectors;

/** A proposal in the forms in which somebody can take it: each leaves out what is kept. */
record ProposalText(List<ProposedSetting> settings) {

  private static final String NUMBER = "-?\\d+(\\.\\d+)?";

  /** For psql, by an account that may. */
  String alterSystem() {
    String statements =
        changes().stream()
            .map(
                each ->
                    "-- %s\nALTER SYSTEM SET %s = %s;"
                        .formatted(because(each), each.name(), SqlText.literal(each.value())))
            .collect(Collectors.joining("\n"));
    return statements + "\nSELECT pg_catalog.pg_reload_conf();\n" + restart("-- ");
  }

  /** For a file in an include directory, or the end of postgresql.conf. */
  String lines() {
    return changes().stream()
            .map(each -> "# %s\n%s = %s".formatted(because(each), each.name(), quoted(each)))
            .collect(Collectors.joining("\n"))
        + "\n"
        + restart("# ");
  }

  /** For the parameter list of a provider: bare numbers in the units of pg_settings. */
  String parameters() {
    return changes().stream()
        .map(
            each ->
                "%s=%s # %s"
                    .formatted(
                        each.name(), each.baseUnits(), each.restart() ? "restart" : "reload"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private List<ProposedSetting> changes() {
    return settings.stream().filter(each -> !each.kept()).toList();
  }

  private String restart(String comment) {
    String names =
        changes().stream()
            .filter(ProposedSetting::restart)
            .map(ProposedSetting::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? "" : comment + "takes effect at the next restart: " + names + "\n";
  }

  /** Nothing stands on the line after the comment. */
  private static String because(ProposedSetting each) {
    return SeenText.line(each.because());
  }

  private static String quoted(ProposedSetting each) {
    return each.value().matches(NUMBER) ? each.value() : ConfigurationText.quoted(each.value());
  }
}
