package dev.redline.approval;

import dev.redline.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names one change of one server: another plan, value or server gives another hash. */
public final class ChangeHash {

  /** How many digits a person has to type. */
  static final int SHORT = 8;

  private ChangeHash() {}

  /** SHA-256 over plan, phase, server and what the change consists of, in hexadecimal. */
  public static String of(
      String plan, String phase, @Nullable String systemIdentifier, List<String> content) {
    String text =
        content.stream()
            .collect(
                Collectors.joining("\n", plan + "\n" + phase + "\n" + systemIdentifier + "\n", ""));
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String shortened(String hash) {
    return hash.substring(0, SHORT);
  }
}
