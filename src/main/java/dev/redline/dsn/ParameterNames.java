package dev.redline.dsn;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Set;

/** How libpq's parameters and those of common clients relate to the JDBC driver's. */
final class ParameterNames {

  static final Map<String, String> RENAMED =
      Map.ofEntries(
          entry("application_name", "ApplicationName"),
          entry("channel_binding", "channelBinding"),
          entry("connect_timeout", "connectTimeout"),
          entry("gssencmode", "gssEncMode"),
          entry("keepalives", "tcpKeepAlive"),
          entry("krbsrvname", "kerberosServerName"),
          entry("load_balance_hosts", "loadBalanceHosts"),
          entry("require_auth", "requireAuth"),
          entry("schema", "currentSchema"),
          entry("sslnegotiation", "sslNegotiation"),
          entry("target_session_attrs", "targetServerType"));

  /** By parameter, the values that have another name in the driver. */
  static final Map<String, Map<String, String>> VALUES =
      Map.of(
          "keepalives", Map.of("0", "false", "1", "true"),
          "load_balance_hosts", Map.of("disable", "false", "random", "true"),
          "target_session_attrs",
              Map.of(
                  "any", "any",
                  "primary", "primary",
                  "read-write", "primary",
                  "standby", "secondary",
                  "read-only", "secondary",
                  "prefer-standby", "preferSecondary"));

  /** Without them the same server is reached, and as safely. */
  static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "client_encoding",
          "connection_limit",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "pgbouncer",
          "pool_timeout",
          "sslcompression",
          "sslsni",
          "tcp_user_timeout");

  /** Without them another server might be reached, or less safely. */
  static final Set<String> WITHOUT_COUNTERPART =
      Set.of(
          "PGDBNAME",
          "PGHOST",
          "PGPORT",
          "gssdelegation",
          "passfile",
          "requirepeer",
          "service",
          "ssl_max_protocol_version",
          "ssl_min_protocol_version",
          "sslcertmode",
          "sslcrl",
          "sslcrldir");

  /** All that the driver itself takes. */
  static final Set<String> TAKEN_BY_DRIVER = DriverNames.all();

  private ParameterNames() {}
}
