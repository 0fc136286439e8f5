package dev.redline.dsn;

import dev.redline.plan.value.KnownSetting;
import dev.redline.plan.value.SettingCatalogue;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of a server's settings may hold a secret, and how they are shown: by their names, with
 * {@code ***} in place of their values. Values are compared before they are shown, never after.
 */
public final class SettingSecrets {

  /** What stands in place of a value. */
  public static final String NOT_SHOWN = "***";

  /** Sentences and identifiers of gates that speak of credentials are no names of settings. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i)(?=[a-z_])[\\w.$]*(conninfo|passw|passphrase|pwd|secret|token|credential|[\\w.$]key|_command$)"
              + "[\\w.$]*");

  /** Settings of the server itself that are named like a secret and hold none. */
  private static final Set<String> HARMLESS =
      Set.of(
          "password_encryption",
          "ssl_key_file",
          "ssl_passphrase_command_supports_reload",
          "krb_server_keyfile",
          "max_index_keys",
          "md5_password_warnings");

  /** A setting of an extension or of somebody's own; not the name of a file. */
  private static final Pattern CUSTOM =
      Pattern.compile(
          "(?i)([a-z_][\\w$]*)\\.[a-z_][\\w.$]*(?<!\\.(json|ya?ml|md|html|svg|txt|sql|jar|conf))");

  /** Extensions whose numbers and switches are shown; of their texts those that are catalogued. */
  private static final Set<String> KNOWN_EXTENSIONS =
      Set.of(
          "auto_explain",
          "citus",
          "cron",
          "diskann",
          "hnsw",
          "ivfflat",
          "pg_hint_plan",
          "pg_partman_bgw",
          "pg_prewarm",
          "pg_stat_statements",
          "pg_trgm",
          "pgaudit",
          "pglogical",
          "plpgsql",
          "postgres_fdw",
          "redline",
          "timescaledb",
          "vchordrq",
          "vector");

  /** A number, with a unit or without, or a switch. */
  private static final Pattern NUMBER_OR_SWITCH =
      Pattern.compile(
          "(?i)[-+]?[\\d.]+(e[-+]?\\d+)? ?(b|[kmgt]b|8kb|us|ms|s|min|h|d)?|on|off|true|false|yes|no");

  /**
   * Texts that are shown: words of lists that PostgreSQL has, libraries and places that a server
   * would not start without, and search paths, which decide what runs.
   */
  private static final Set<String> SHOWN_TEXTS =
      Set.of(
          "archive_library",
          "client_encoding",
          "config_file",
          "createrole_self_grant",
          "data_directory",
          "datestyle",
          "debug_io_direct",
          "default_table_access_method",
          "default_tablespace",
          "default_text_search_config",
          "hba_file",
          "ident_file",
          "jit_provider",
          "lc_collate",
          "lc_ctype",
          "lc_messages",
          "lc_monetary",
          "lc_numeric",
          "lc_time",
          "listen_addresses",
          "local_preload_libraries",
          "log_destination",
          "log_timezone",
          "oauth_validator_libraries",
          "recovery_target",
          "recovery_target_lsn",
          "recovery_target_timeline",
          "recovery_target_xid",
          "restrict_nonsystem_relation_kind",
          "search_path",
          "server_encoding",
          "server_version",
          "session_preload_libraries",
          "shared_preload_libraries",
          "ssl_ecdh_curve",
          "ssl_groups",
          "ssl_library",
          "temp_tablespaces",
          "timezone",
          "timezone_abbreviations",
          "unix_socket_directories",
          "wal_consistency_checking");

  private static final String NAME = "([A-Za-z_][\\w.$]*)";

  /** As in {@code pg_settings.vartype}. */
  private static final String TEXT = "string";

  private static final String QUOTED = "'(?:[^'\\\\\\n]|''|\\\\.)*'?";

  /** A value in quotes within a value in quotes. */
  private static final String NESTED = "''[^'\\n]+''";

  private static final String BARE = "[^\\s,;)\\]'\"#]+";

  /** {@code name = value}, in a file, a connection string, SQL or JSON. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?<![\\w.$])"
              + NAME
              + "(\"?\\s*(?::?=|:(?=\\s*['\"])|(?i:\\bTO\\b))\\s*)"
              + ("(" + NESTED + "|" + QUOTED + "|\"[^\"\\n]*\"?|(?!\\$\\d)" + BARE + ")"));

  /** A line of a configuration file takes no equals sign. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^[ \\t]*#?[ \\t]*"
              + NAME
              + "([ \\t]+)("
              + QUOTED
              + "|"
              + BARE
              + ")(?=\\s*(?:#.*)?$)");

  /** SQL gives a role its password without an equals sign. */
  private static final Pattern SQL = Pattern.compile("(?i)\\b(password)(\\s+)(" + QUOTED + ")");

  /** What the server's log says of a value. */
  private static final Pattern LOGGED =
      Pattern.compile("parameter \"" + NAME + "\"([^\"\\n]*)(\"[^\\n]*)");

  private static final Pattern URL = Pattern.compile("\\w://([^\\s:/@'\"]*)(:)([^\\s'\"]*)(?=@)");

  /** Says where a secret lies, and not what it is: a line for a person has to run as it stands. */
  private static final Pattern READ_FROM_A_FILE = Pattern.compile("\"\\$\\(cat [^()\"]+\\)\"");

  private SettingSecrets() {}

  /** Whether a setting of this name may hold a secret. */
  public static boolean mayHold(String name) {
    return !HARMLESS.contains(name) && SECRET_NAME.matcher(name).matches();
  }

  /** Whether somebody may have put anything into it: a name that no known extension owns. */
  private static boolean isSomebodys(String name) {
    Matcher custom = CUSTOM.matcher(name);
    return custom.matches() && !KNOWN_EXTENSIONS.contains(custom.group(1).toLowerCase(Locale.ROOT));
  }

  /**
   * The value of a setting as it may be shown: numbers, switches, words of PostgreSQL's own lists,
   * and the texts of a few settings; none of a name that nobody knows. What is empty or switched
   * off is no secret.
   */
  public static @Nullable String shown(String name, @Nullable String value) {
    if (value == null || value.isEmpty() || value.equals("(disabled)")) {
      return value;
    }
    return mayBeShown(name, value) ? text(value) : NOT_SHOWN;
  }

  /** The same of what may be a setting by its name, and otherwise is a word of our own records. */
  public static @Nullable String shownIfSetting(String name, @Nullable String value) {
    boolean setting = CUSTOM.matcher(name).matches() || mayHold(name) || isText(name);
    return setting || value == null ? shown(name, value) : text(value);
  }

  private static boolean mayBeShown(String name, String value) {
    return !mayHold(name)
        && !isSomebodys(name)
        && (NUMBER_OR_SWITCH.matcher(value).matches()
            || SHOWN_TEXTS.contains(name.toLowerCase(Locale.ROOT))
            || known(name).filter(setting -> !setting.type().equals(TEXT)).isPresent());
  }

  private static boolean isText(String name) {
    return known(name).filter(setting -> setting.type().equals(TEXT)).isPresent();
  }

  private static Optional<KnownSetting> known(String name) {
    return SettingCatalogue.find(name)
        .or(() -> SettingCatalogue.find(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * A text that others have written, such as a configuration file, without the values of what may
   * hold a secret and without the passwords of URLs.
   */
  public static String text(String text) {
    String shown = masked(text, ASSIGNED, SettingSecrets::mayHold);
    shown = masked(shown, LINE, SettingSecrets::mayHold);
    shown = masked(shown, LOGGED, name -> mayHold(name) || isSomebodys(name));
    shown = masked(shown, SQL, name -> true);
    return masked(shown, URL, name -> true);
  }

  private interface Names {
    boolean hide(String name);
  }

  /**
   * What is not hidden is looked through again: a harmless setting may hold a connection string.
   */
  private static String masked(String text, Pattern pattern, Names names) {
    StringBuilder shown = new StringBuilder();
    Matcher matcher = pattern.matcher(text);
    int from = 0;
    while (matcher.find(from)) {
      boolean hide =
          names.hide(matcher.group(1)) && !READ_FROM_A_FILE.matcher(matcher.group(3)).matches();
      shown.append(text, from, matcher.start(3));
      shown.append(hide ? inQuotes(matcher.group(3)) : "");
      from = hide ? matcher.end(3) : matcher.start(3);
    }
    return shown.append(text, from, text.length()).toString();
  }

  private static String inQuotes(String value) {
    if (value.equals("''") || value.equals("\"\"")) {
      return value;
    }
    char first = value.isEmpty() ? ' ' : value.charAt(0);
    boolean quoted = first == '\'' || first == '"';
    return quoted ? first + NOT_SHOWN + first : NOT_SHOWN;
  }
}
