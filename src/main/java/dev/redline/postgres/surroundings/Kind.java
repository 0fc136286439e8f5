package dev.redline.postgres.surroundings;

/** What somebody is to a server. */
public enum Kind {
  /** Shares connections to the server among clients. */
  POOLER("pooler"),
  /** Forwards connections without reading them. */
  TUNNEL("tunnel or forwarded port"),
  /** Follows the server. */
  STANDBY("standby of this server"),
  /** Leads the server, which is a standby itself. */
  PRIMARY("primary of this server"),
  /** Reads the server's changes. */
  LOGICAL_SLOT("logical replication slot"),
  /** Writes the configuration and decides who is primary. */
  CLUSTER_MANAGER("cluster manager"),
  /** Runs the server in Kubernetes. */
  OPERATOR("operator"),
  /** Rents the server out. */
  MANAGED_SERVICE("managed service");

  private final String words;

  Kind(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
