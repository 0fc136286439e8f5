package dev.redline.postgres;

import java.util.regex.Pattern;

/**
 * What a server runs on, by its own word: the machine that asks may be another one.
 *
 * @param packager who built it, such as {@code Debian} or {@code Homebrew}; empty if nobody says so
 */
public record Platform(OperatingSystem system, String packager) {

  /** An operating system. */
  public enum OperatingSystem {
    LINUX,
    MACOS,
    WINDOWS,
    /** Any other, or one that {@code version()} does not tell. */
    OTHER
  }

  private static final Pattern BUILD =
      Pattern.compile(
          "PostgreSQL \\S+(?: \\(([A-Za-z][A-Za-z. ]*?)[ )].*?)?(?: on (\\S+))?, compiled by .*");

  private static final Pattern COMPILER =
      Pattern.compile("compiled by [^,]*\\((Alpine|Red Hat|Debian)\\b");

  /**
   * Reads what {@code version()} returns, such as {@code PostgreSQL 14.12 (Homebrew) on
   * aarch64-apple-darwin23.4.0, compiled by Apple clang version 15.0.0, 64-bit}.
   */
  public static Platform parse(String version) {
    var build = BUILD.matcher(version);
    if (!build.matches()) {
      return new Platform(OperatingSystem.OTHER, "");
    }
    String packager = build.group(1) == null ? compiledOn(version) : build.group(1);
    return new Platform(system(String.valueOf(build.group(2)), version), packager);
  }

  private static OperatingSystem system(String target, String version) {
    if (target.contains("darwin")) {
      return OperatingSystem.MACOS;
    }
    if (target.contains("linux")) {
      return OperatingSystem.LINUX;
    }
    boolean windows =
        target.contains("windows") || target.contains("mingw") || version.contains("Visual C++");
    return windows ? OperatingSystem.WINDOWS : OperatingSystem.OTHER;
  }

  private static String compiledOn(String version) {
    var compiler = COMPILER.matcher(version);
    return compiler.find() ? compiler.group(1) : "";
  }
}
