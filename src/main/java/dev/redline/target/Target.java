package dev.redline.target;

import dev.redline.postgres.Connector;
import dev.redline.postgres.ServerControl;
import java.util.Optional;

/** A server that gates run against, up and reachable. */
public interface Target extends AutoCloseable {

  /** Where it is and what it is, for a person, without secrets. */
  String description();

  /** Opens connections to it. */
  Connector connector();

  /** Opens connections to where its objects are created: itself, or the leader it follows now. */
  default Connector writer() {
    return connector();
  }

  /** What changes it; empty for a server that is only to be read. */
  Optional<ServerControl> control();

  /** How a person changes it by hand; empty where the harness does not know the way. */
  Optional<ManualCommands> byHand();

  /** The memory of its host, empty if it cannot be seen from here. */
  Optional<HostMemory> memory();

  /** Whether the harness made it, so that it may be filled with data and thrown away. */
  boolean throwaway();

  /** Lets go of it; a throwaway server is stopped, its data stays for the next run. */
  @Override
  void close();
}
