package dev.redline.fleet;

import dev.redline.dsn.SettingSecrets;
import dev.redline.plan.stage.PlannedSetting;
import dev.redline.quoting.ShellText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where an operator in Kubernetes takes the settings of its servers from: CloudNativePG, PostgreSQL
 * Configuration; Zalando's postgres-operator, Cluster manifest reference; Crunchy's PGO, Customize
 * a Postgres cluster.
 *
 * @param type of the custom resource, as kubectl names it
 * @param parameters the way to the names and values, from the top of the resource
 * @param libraries the way to a list of libraries to preload; empty where they are a parameter
 * @param suffix of cluster_name, which is not part of the resource's name
 */
public record OperatorResource(
    String type, List<String> parameters, List<String> libraries, String suffix) {

  private static final String LIBRARIES = "shared_preload_libraries";
  private static final List<String> LISTED = List.of("spec", "postgresql", "parameters");

  private static final Map<String, OperatorResource> BY_OPERATOR =
      Map.of(
          "CloudNativePG",
          new OperatorResource(
              "clusters.postgresql.cnpg.io", LISTED, List.of("spec", "postgresql", LIBRARIES), ""),
          "Zalando's operator (Spilo)",
          new OperatorResource("postgresqls.acid.zalan.do", LISTED, List.of(), ""),
          "Crunchy's operator",
          new OperatorResource(
              "postgresclusters.postgres-operator.crunchydata.com",
              List.of("spec", "patroni", "dynamicConfiguration", "postgresql", "parameters"),
              List.of(),
              "-ha"));

  /**
   * That of an operator.
   *
   * @param operator as {@link dev.redline.postgres.surroundings.Participant#name} gives it
   */
  public static Optional<OperatorResource> of(String operator) {
    return Optional.ofNullable(BY_OPERATOR.get(operator));
  }

  /**
   * The command that puts planned values into the resource; what a stage leaves as it is stays out.
   *
   * @param clusterName the server's setting cluster_name; a placeholder takes its place if blank
   */
  public String patch(List<PlannedSetting> settings, String clusterName) {
    String name =
        clusterName.endsWith(suffix)
            ? clusterName.substring(0, clusterName.length() - suffix.length())
            : clusterName;
    return ShellText.line(
        List.of(
            "kubectl",
            "patch",
            type,
            name.isBlank() ? "CLUSTER" : name,
            "--namespace=NAMESPACE",
            "--type=merge",
            "--patch=" + JsonMapper.shared().writeValueAsString(body(settings))));
  }

  private Map<String, Object> body(List<PlannedSetting> settings) {
    Map<String, Object> body = new LinkedHashMap<>();
    for (PlannedSetting each : settings) {
      if (!each.kept()) {
        String value =
            Objects.requireNonNull(SettingSecrets.shown(each.name(), each.value()), each.name());
        put(body, each.name(), value);
      }
    }
    return body;
  }

  private void put(Map<String, Object> body, String name, String value) {
    if (name.equals(LIBRARIES) && !libraries.isEmpty()) {
      int last = libraries.size() - 1;
      folder(body, libraries.subList(0, last))
          .put(libraries.get(last), Arrays.stream(value.split(",")).map(String::strip).toList());
    } else {
      folder(body, parameters).put(name, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> folder(Map<String, Object> body, List<String> way) {
    Map<String, Object> here = body;
    for (String key : way) {
      here = (Map<String, Object>) here.computeIfAbsent(key, name -> new LinkedHashMap<>());
    }
    return here;
  }
}
