package dev.redline.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The operating system account that a local server runs as: {@code postgres} if the harness runs as
 * root, because PostgreSQL refuses root; otherwise the harness's own.
 *
 * @param other the name of the other account, empty for our own
 * @param limit of each program that is run as the account
 */
public record ServerAccount(Optional<String> other, Duration limit) {

  public static ServerAccount forUser(String user) {
    return of(user.equals("root") ? Optional.of("postgres") : Optional.empty());
  }

  /** The account that owns the folder of a server's file: as far as this account may act for it. */
  static ServerAccount forFolderOf(Path file, String user) {
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      String owner = Files.getOwner(folder).getName();
      return of(
          user.equals("root") && !owner.equals("root") ? Optional.of(owner) : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not see whom the folder of " + file + " belongs to", e);
    }
  }

  /** The account of that name, as seen from {@code user}. */
  public static ServerAccount named(String name, String user) {
    return of(name.equals(user) ? Optional.empty() : Optional.of(name));
  }

  private static ServerAccount of(Optional<String> other) {
    return new ServerAccount(other, HostCommand.LONGEST);
  }

  /** The same account, for programs that end within {@code limits.command}. */
  public ServerAccount within(Duration most) {
    return new ServerAccount(other, most);
  }

  /** Runs programs as the account. */
  public HostCommand command() {
    return other.map(HostCommand::asAccount).orElseGet(HostCommand::asOurselves).within(limit);
  }

  /** Gives a file or folder to the account; does nothing where the account is our own. */
  public void take(Path path) {
    other.ifPresent(name -> chown(path, name));
  }

  private static void chown(Path path, String name) {
    try {
      UserPrincipal owner =
          FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(name);
      Files.setOwner(path, owner);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not give " + path + " to account " + name, e);
    }
  }
}
