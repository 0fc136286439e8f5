package dev.redline.rag.evaluation;

import dev.redline.files.OwnerOnly;
import dev.redline.quoting.JsonText;
import dev.redline.rag.Judged;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.json.StrictJson;
import dev.redline.rag.metric.AggregateMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;

/** Writes RAGChecker's format one result at a time to a file that appears whole or not at all. */
final class RagFileWriter {

  private RagFileWriter() {}

  static void write(
      Path file,
      Iterable<Judged> results,
      Optional<AggregateMetrics> metrics,
      Optional<JsonNode> summary) {
    try {
      Path target = file.toAbsolutePath();
      Path directory = Files.createDirectories(target.getParent());
      Path temporary = directory.resolve("." + target.getFileName() + ".writing");
      try {
        Files.deleteIfExists(temporary);
        writeForced(temporary, results, metrics, summary);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      throw new RagFileException(file, "", "cannot be written: " + e.getMessage(), e);
    }
  }

  private static void writeForced(
      Path temporary,
      Iterable<Judged> results,
      Optional<AggregateMetrics> metrics,
      Optional<JsonNode> summary)
      throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                temporary,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.FILE);
        OutputStream out = Channels.newOutputStream(channel)) {
      JsonGenerator json =
          StrictJson.MAPPER
              .writer()
              .with(new DefaultPrettyPrinter())
              .createGenerator(JsonText.seen(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
      json.writeStartObject();
      json.writeName("results").writeStartArray();
      for (Judged result : results) {
        json.writeTree(ResultTree.of(result));
      }
      json.writeEndArray();
      json.writeName("metrics").writeTree(metrics.map(ResultTree::of).orElse(null));
      if (summary.isPresent()) {
        json.writeName("summary").writeTree(summary.get());
      }
      json.writeEndObject();
      json.flush();
      channel.force(true);
    }
  }
}
