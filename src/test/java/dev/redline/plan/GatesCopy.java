package dev.redline.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.redline.plan.yaml.PlanException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;

/** The shipped gates/ in a directory of a test's own, to be broken in one place. */
public record GatesCopy(Path directory) {

  public static GatesCopy in(Path directory) {
    Path shipped = Path.of("gates");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = directory.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GatesCopy(directory);
  }

  GatesCopy write(String file, String content) {
    try {
      Files.writeString(directory.resolve(file), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Replaces the first {@code found}, which must be there. */
  public GatesCopy replace(String file, String found, String replacement) {
    String content = read(file);
    assertThat(content).contains(found);
    int start = content.indexOf(found);
    return write(
        file,
        content.substring(0, start) + replacement + content.substring(start + found.length()));
  }

  public Plan load() {
    return Plan.load(directory);
  }

  /** The message of the error that loading ends with, the directory cut off. */
  public AbstractStringAssert<?> error() {
    PlanException error = catchThrowableOfType(PlanException.class, this::load);
    assertThat(error).as("a broken plan must not load").isNotNull();
    return Assertions.assertThat(error.getMessage().replace(directory + "/", ""));
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
