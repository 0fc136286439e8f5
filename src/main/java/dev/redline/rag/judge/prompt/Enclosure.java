package dev.redline.rag.judge.prompt;

import dev.redline.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/**
 * Lines between which a text stands unchanged, and which no text can contain: they carry a hash of
 * all texts of the prompt, so that whoever wants to write one into a text changes it by doing so.
 *
 * @param mark 32 hexadecimal digits
 */
record Enclosure(String mark) {

  static Enclosure around(Collection<List<String>> texts) {
    StringBuilder all = new StringBuilder();
    texts.forEach(group -> group.forEach(t -> all.append(t.length()).append(':').append(t)));
    String sha256 = Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8));
    return new Enclosure(sha256.substring(0, 32));
  }

  String begin(String name) {
    return "<<<" + name + " " + mark + ">>>";
  }

  String end(String name) {
    return "<<<end of " + name + " " + mark + ">>>";
  }

  String enclose(String name, String text) {
    return begin(name) + "\n" + text + "\n" + end(name);
  }
}
