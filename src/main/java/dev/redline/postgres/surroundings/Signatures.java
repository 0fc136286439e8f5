package dev.redline.postgres.surroundings;

import static dev.redline.postgres.surroundings.Kind.MANAGED_SERVICE;
import static dev.redline.postgres.surroundings.Kind.OPERATOR;

import dev.redline.postgres.surroundings.Signature.Value;
import java.util.List;

/**
 * Those who run servers for others, as their documentation describes the roles, settings and paths
 * that they make.
 */
final class Signatures {

  static final List<Signature> ALL =
      List.of(
          service("Amazon Aurora", List.of(), List.of("aurora", "apg_"), List.of(), "/rdsdbdata"),
          service(
              "Amazon RDS",
              List.of("rdsadmin", "rds_superuser", "rds_replication"),
              List.of("rds."),
              List.of(),
              "/rdsdbdata"),
          service(
              "Google Cloud SQL",
              List.of("cloudsqladmin", "cloudsqlsuperuser"),
              List.of("cloudsql."),
              List.of("google_ml_integration"),
              "^/pgsql/data"),
          service(
              "Google AlloyDB",
              List.of("alloydbadmin", "alloydbsuperuser"),
              List.of("alloydb.", "google_columnar_engine."),
              List.of("google_columnar_engine"),
              "^/mnt/disks/pgsql"),
          service(
              "Azure Database for PostgreSQL",
              List.of("azuresu", "azure_pg_admin"),
              List.of("azure."),
              List.of("azure", "azure_ai"),
              "^/datadrive/pg"),
          service(
              "Supabase",
              List.of("supabase_admin", "supabase_auth_admin", "authenticator"),
              List.of("supautils."),
              List.of("supabase_vault"),
              ""),
          service(
              "Neon",
              List.of("neon_superuser", "cloud_admin"),
              List.of("neon."),
              List.of("neon"),
              ""),
          service(
              "Aiven",
              List.of("avnadmin", "aiven_monitor"),
              List.of("aiven."),
              List.of("aiven_extras"),
              ""),
          service(
              "DigitalOcean", List.of("doadmin", "_dodb"), List.of(), List.of("aiven_extras"), ""),
          service(
              "Timescale Cloud",
              List.of("tsdbadmin", "tsdbowner"),
              List.of("tsdb_admin."),
              List.of(),
              ""),
          operator(
              "CloudNativePG",
              List.of("streaming_replica", "cnpg_pooler_pgbouncer"),
              List.of(
                  Value.of("archive_command", "/controller/manager"),
                  Value.of("unix_socket_directories", "^/controller/run"),
                  Value.of("ssl_ca_file", "^/controller/certificates")),
              List.of("cnpg_metrics_exporter", "cnpg-instance-manager")),
          operator(
              "Zalando's operator (Spilo)",
              List.of("zalandos", "robot_zmon"),
              List.of(
                  Value.of("data_directory", "^/home/postgres/pgdata"),
                  Value.of("shared_preload_libraries", "bg_mon"),
                  Value.of("archive_command", "envdir.*wal-[eg]")),
              List.of()),
          operator(
              "Crunchy's operator",
              List.of("_crunchyrepl", "_crunchypgbouncer", "ccp_monitoring"),
              List.of(
                  Value.of("data_directory", "^/pgdata/pg"),
                  Value.of("ssl_cert_file", "^/pgconf/tls"),
                  Value.of("archive_command", "pgbackrest --stanza=db")),
              List.of()));

  private Signatures() {}

  private static Signature service(
      String name,
      List<String> roles,
      List<String> settings,
      List<String> extensions,
      String dataDirectory) {
    List<Value> values =
        dataDirectory.isEmpty() ? List.of() : List.of(Value.of("data_directory", dataDirectory));
    return new Signature(MANAGED_SERVICE, name, roles, settings, extensions, values, List.of());
  }

  private static Signature operator(
      String name, List<String> roles, List<Value> values, List<String> applications) {
    return new Signature(OPERATOR, name, roles, List.of(), List.of(), values, applications);
  }
}
