package dev.redline.plan;

import dev.redline.plan.value.CommandWords;
import dev.redline.plan.value.MemorySize;
import dev.redline.plan.value.TimeSpan;
import dev.redline.plan.value.VariableName;
import dev.redline.plan.yaml.Node;
import dev.redline.plan.yaml.PlanException;
import dev.redline.plan.yaml.ScalarNode;
import dev.redline.plan.yaml.Section;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Servers that Patroni owns. They are read through its REST API, and never changed beside it: a
 * replica is, through it, where {@code local} says how its local configuration is reached.
 *
 * @param api addresses of the members' REST APIs, at least one; one that answers is enough
 * @param account for basic authentication; empty: none is asked for
 * @param certificates a PEM file of those that sign the API's; empty: those that Java trusts
 * @param client whom it shows to them; empty: nobody
 * @param replicaLag what a replica may be behind its leader at most
 * @param writeGap how long nobody may be able to write during a switchover at most
 * @param membersAtLeast how many members a fleet in order has, the leader included
 * @param local how a member's local configuration is reached; empty: the fleet is only read
 */
public record Fleet(
    List<URI> api,
    Optional<Account> account,
    Optional<Path> certificates,
    Optional<ClientCertificate> client,
    MemorySize replicaLag,
    Duration writeGap,
    int membersAtLeast,
    Optional<Local> local) {

  /** The one engine there is. */
  private static final String PATRONI = "patroni";

  /** Where gates/target.yaml says nothing else. */
  private static final Duration WRITE_GAP = Duration.ofSeconds(10);

  private static final List<String> BESIDE = List.of("start", "stop", "restart", "apply");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Who asks.
   *
   * @param passwordVariable the name of the environment variable that holds the password
   */
  public record Account(String user, String passwordVariable) {

    static Account read(Node node) {
      Section section = node.section("user", "password_variable");
      return new Account(
          section.scalar("user").asText(), VariableName.read(section.scalar("password_variable")));
    }
  }

  /**
   * Who asks, to an API that wants a certificate.
   *
   * @param certificate a PEM file of it, and of those between it and who is trusted
   * @param key a PEM file of its private key, in PKCS #8 without a password
   */
  public record ClientCertificate(Path certificate, Path key) {

    static ClientCertificate read(Node node) {
      Section section = node.section("certificate", "key");
      return new ClientCertificate(
          Path.of(section.scalar("certificate").asText()), Path.of(section.scalar("key").asText()));
    }
  }

  /**
   * How a member's local configuration is reached: by programs, in whose arguments {@code {member}}
   * stands for the member's name.
   *
   * @param read prints the member's file
   * @param write replaces it as a whole by standard input
   * @param pass names of variables that both get beside PATH, HOME and the locale
   * @param window when a member may be restarted; empty: whenever it is approved
   */
  public record Local(
      List<String> read,
      List<String> write,
      List<String> pass,
      Optional<MaintenanceWindow> window) {

    private static final String MEMBER = "{member}";

    static Local read(Node node, List<String> pass, Optional<MaintenanceWindow> window) {
      Section section = node.section("read", "write");
      return new Local(
          command(section.required("read")), command(section.required("write")), pass, window);
    }

    private static List<String> command(Node node) {
      List<String> words = CommandWords.read(node);
      if (words.stream().noneMatch(word -> word.contains(MEMBER))) {
        throw node.wrongType(MEMBER + ", in whose place the member's name comes,");
      }
      return words;
    }

    /** A command for one member. */
    public static List<String> of(List<String> command, String member) {
      return command.stream().map(word -> word.replace(MEMBER, member)).toList();
    }
  }

  /** How a member is changed; empty where the fleet is only read. */
  public Optional<Yours> yours() {
    return local.map(
        way ->
            new Yours(
                List.of(),
                List.of(),
                new RestartWay(RestartWay.Kind.PATRONI, List.of()),
                way.window(),
                ApplyWay.LOCAL,
                Optional.empty(),
                way.pass()));
  }

  /** Whether what {@code yours} holds is a fleet's. */
  static boolean isIn(Node node) {
    return node.entries().containsKey("engine");
  }

  static Fleet read(Node node) {
    node.entries().entrySet().stream()
        .filter(entry -> BESIDE.contains(entry.getKey()))
        .findFirst()
        .ifPresent(entry -> refuse(entry.getKey(), entry.getValue()));
    Section section =
        node.section(
            "engine",
            "api",
            "account",
            "cacert",
            "client",
            "replica_lag",
            "write_gap",
            "members_at_least",
            "local",
            "pass",
            "window");
    section.scalar("engine").asOneOf(List.of(PATRONI));
    List<URI> api = section.required("api").items().stream().map(Fleet::address).toList();
    if (api.isEmpty()) {
      throw section.required("api").wrongType("at least one address");
    }
    Optional<Account> account = section.optional("account").map(Account::read);
    if (account.isPresent() && api.stream().anyMatch(Fleet::readable)) {
      throw section.required("account").wrongType("https in api, as a password is sent,");
    }
    return new Fleet(
        api,
        account,
        section.optionalScalar("cacert").map(ScalarNode::asText).map(Path::of),
        section.optional("client").map(ClientCertificate::read),
        MemorySize.read(section.scalar("replica_lag"), "1kB", "1TB"),
        section
            .optionalScalar("write_gap")
            .map(time -> TimeSpan.read(time, "100ms", "10min"))
            .orElse(WRITE_GAP),
        section.scalar("members_at_least").asInteger(1, 100),
        local(section));
  }

  private static Optional<Local> local(Section section) {
    List<String> pass = section.optional("pass").map(VariableName::list).orElse(List.of());
    Optional<MaintenanceWindow> window = section.optional("window").map(MaintenanceWindow::read);
    Optional<Node> local = section.optional("local");
    if (local.isEmpty() && (!pass.isEmpty() || window.isPresent())) {
      throw section.required("local").wrongType("read and write beside pass or window,");
    }
    return local.map(node -> Local.read(node, pass, window));
  }

  private static void refuse(String key, Node node) {
    throw new PlanException(
        node.at(),
        "\"%s\" does not go with engine: %s. It would change a member beside Patroni, which writes"
                .formatted(key, PATRONI)
            + " its own values back and may fail over meanwhile. Take it out.");
  }

  private static URI address(Node node) {
    URI address = node.scalar().as(URI::create);
    if (address.getRawUserInfo() != null) {
      throw new PlanException(
          node.at(), "a password stands in the address. Name its variable in account instead.");
    }
    boolean plain = address.getRawQuery() == null && address.getRawPath().matches("/?");
    if (!List.of("http", "https").contains(String.valueOf(address.getScheme()))
        || address.getHost() == null
        || !plain) {
      throw node.wrongType("an address such as https://db1:8008");
    }
    return address.resolve("/");
  }

  /** Whether what is sent to it may be read on its way. */
  private static boolean readable(URI address) {
    return address.getScheme().equals("http") && !LOOPBACK.contains(address.getHost());
  }
}
