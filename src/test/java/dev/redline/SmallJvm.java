package dev.redline;

import dev.redline.cli.Main;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to run a class of the tests in a process of its own, which starts quickly. */
public final class SmallJvm {

  private SmallJvm() {}

  /** A command line; options for the virtual machine may be inserted at {@code 1}. */
  public static List<String> command(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                classPath(),
                main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A command line of the program, with as much memory as a virtual machine takes by itself. */
  public static List<String> program(String... arguments) {
    return ordinary(Main.class.getName(), arguments);
  }

  /** A command line of any class, with as much memory as a virtual machine takes by itself. */
  public static List<String> ordinary(String main, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of(java(), "-XX:TieredStopAtLevel=1", "-cp", classPath(), main));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Surefire keeps the real one apart, and doubles a separator in it. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
        .replace(File.pathSeparator + File.pathSeparator, File.pathSeparator);
  }
}
