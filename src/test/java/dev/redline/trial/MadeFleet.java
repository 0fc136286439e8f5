package dev.redline.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.opentest4j.TestAbortedException;

/**
 * Three servers under Patroni and etcd, made by fixtures/patroni/make; gone when closed.
 *
 * @param facts what the script printed, by name
 */
public record MadeFleet(Path folder, Map<String, String> facts) implements AutoCloseable {

  private static final int CANNOT_BE_HAD = 3;

  /**
   * Makes and starts one.
   *
   * @throws TestAbortedException if Patroni and etcd cannot be had on this machine
   */
  public static MadeFleet make(String mode) throws IOException, InterruptedException {
    Path above = PreparedServer.publicFolder("redline-fleet-");
    PreparedServer.run("chmod", "0755", above.toString());
    Path folder = above.resolve("fleet");
    Process process =
        new ProcessBuilder("fixtures/patroni/make", folder.toString(), mode)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status == CANNOT_BE_HAD) {
      throw new TestAbortedException("Patroni and etcd cannot be had here: fixtures/patroni/make");
    }
    if (status != 0) {
      throw new IOException("fixtures/patroni/make failed: " + output);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    output.lines().forEach(line -> facts.put(line.split("=", 2)[0], line.split("=", 2)[1]));
    return new MadeFleet(folder, facts);
  }

  /** What the script printed under that name. */
  public String fact(String name) {
    return Objects.requireNonNull(facts.get(name), name);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    PreparedServer.run("fixtures/patroni/remove", folder.toString());
  }
}
