package dev.redline.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The name of this machine, for a person; asked of nobody on the network. */
final class HostName {

  private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");

  private HostName() {}

  static String of(Map<String, String> environment) {
    try {
      return Files.exists(LINUX)
          ? Files.readString(LINUX).strip()
          : environment.getOrDefault("HOSTNAME", "this host");
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + LINUX, e);
    }
  }
}
