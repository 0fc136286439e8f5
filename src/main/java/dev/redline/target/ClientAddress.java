package dev.redline.target;

import dev.redline.dsn.PercentEncoding;
import dev.redline.dsn.Secret;
import dev.redline.postgres.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** An endpoint as programs take it that are no JDBC driver: libpq's URI. */
public record ClientAddress(Endpoint endpoint) {

  private static final String SCHEME = "jdbc:postgresql://";

  /** By pgjdbc's name, libpq's: what decides how one gets in. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "sslmode", "sslmode",
          "sslrootcert", "sslrootcert",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "channelBinding", "channel_binding",
          "gssEncMode", "gssencmode",
          "options", "options");

  /** Address, account and database, without the password. */
  public String uri() {
    return uri(PercentEncoding.encode(endpoint.user()));
  }

  /** The same with the password, if there is one: never to be shown. */
  public String uriWithPassword() {
    String user = PercentEncoding.encode(endpoint.user());
    return uri(
        password().map(word -> user + ":" + PercentEncoding.encode(word.reveal())).orElse(user));
  }

  /** Empty where none is needed. */
  public Optional<Secret> password() {
    return Optional.ofNullable(endpoint.properties().getProperty("password"))
        .filter(word -> !word.isEmpty())
        .map(Secret::new);
  }

  private String uri(String account) {
    String rest = endpoint.jdbcUrl().substring(SCHEME.length()).replaceFirst("\\?.*$", "");
    int slash = rest.indexOf('/');
    Optional<String> folder = endpoint.socketDirectory();
    String address = folder.isPresent() ? "" : rest.substring(0, slash);
    Map<String, String> parameters = parameters(folder);
    return "postgresql://%s@%s%s%s"
        .formatted(
            account,
            address,
            rest.substring(slash),
            parameters.isEmpty() ? "" : "?" + joined(parameters));
  }

  private Map<String, String> parameters(Optional<String> folder) {
    Properties properties = endpoint.properties();
    Map<String, String> parameters = new LinkedHashMap<>();
    folder.ifPresent(
        directory -> {
          parameters.put("host", directory);
          String file = properties.getProperty("socketFactoryArg", "");
          parameters.put("port", file.substring(file.lastIndexOf('.') + 1));
        });
    PARAMETERS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .filter(name -> properties.getProperty(name.getKey()) != null)
        .forEach(name -> parameters.put(name.getValue(), properties.getProperty(name.getKey())));
    return parameters;
  }

  private static String joined(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(each -> each.getKey() + "=" + PercentEncoding.encode(each.getValue()))
        .collect(Collectors.joining("&"));
  }
}
