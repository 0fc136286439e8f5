package dev.redline.record.attest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Has a command sign, which may ask a card or a service for it. */
final class CommandSigner implements Signer {

  private static final int SECONDS = 60;
  private static final int LONGEST = 64 * 1024;
  private static final Set<String> PASSED_ON = Set.of("PATH", "HOME");

  private final String command;
  private final Map<String, String> environment;

  CommandSigner(String command, Map<String, String> environment) {
    this.command = command;
    this.environment = environment;
  }

  @Override
  public byte[] sign(byte[] content) {
    try {
      Process process = started();
      try (OutputStream input = process.getOutputStream()) {
        input.write(content);
      }
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed("has not ended after %d s".formatted(SECONDS));
      }
      byte[] output = process.getInputStream().readNBytes(LONGEST);
      if (process.exitValue() != 0) {
        throw failed("ended with " + process.exitValue());
      }
      return Base64.getMimeDecoder().decode(new String(output, StandardCharsets.US_ASCII).strip());
    } catch (IOException e) {
      throw failed("cannot be run");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } catch (IllegalArgumentException e) {
      throw failed("printed no Base64");
    }
  }

  /** Its environment holds no secret of this process. */
  private Process started() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.environment().keySet().retainAll(Set.of());
    environment.forEach(
        (name, value) -> {
          if (PASSED_ON.contains(name)) {
            builder.environment().put(name, value);
          }
        });
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static SignatureException failed(String what) {
    return new SignatureException(
        "The command of -Dsign.command %s. It takes the content on its input and prints the"
                .formatted(what)
            + " signature in Base64.",
        null);
  }
}
