package dev.redline.target;

import dev.redline.postgres.ServerFileException;
import dev.redline.postgres.ServerFiles;
import java.util.Optional;

/** The files of a server that only a connection reaches: none is seen, none is written. */
public final class FilesElsewhere implements ServerFiles {

  private static final String WHY =
      "they are out of reach; yours.apply in gates/target.yaml takes alter_system or a command";

  @Override
  public boolean withinReach() {
    return false;
  }

  @Override
  public Optional<String> obstacleTo(String path) {
    return Optional.of(WHY);
  }

  @Override
  public boolean exists(String path) {
    return false;
  }

  @Override
  public byte[] read(String path) {
    throw outOfReach("read", path);
  }

  @Override
  public String attributes(String path) {
    throw outOfReach("look at", path);
  }

  @Override
  public void write(String path, byte[] content) {
    throw outOfReach("write", path);
  }

  @Override
  public void delete(String path) {
    throw outOfReach("delete", path);
  }

  private static ServerFileException outOfReach(String action, String path) {
    return new ServerFileException(action, path, WHY, new UnsupportedOperationException(WHY));
  }
}
