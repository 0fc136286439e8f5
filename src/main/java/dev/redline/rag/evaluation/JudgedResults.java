package dev.redline.rag.evaluation;

import dev.redline.rag.Answered;
import dev.redline.rag.Judged;
import dev.redline.rag.json.JsonAt;
import dev.redline.rag.json.StrictJson;
import dev.redline.rag.metric.MetricTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Answered questions as far as they have been judged, in order. They are on disk, and each is read
 * when it is asked for: in memory are their ids and their metrics alone. Any number of threads may
 * read; one that is interrupted while it reads ends that for all.
 */
public final class JudgedResults implements Iterable<Judged> {

  private final TemporaryResults kept;
  private final List<String> ids;
  private final MetricTable metrics;
  private final Map<CheckStage, Integer> counts;
  private final int mostChunks;

  private JudgedResults(Collector collected) {
    this.kept = collected.kept;
    this.ids = Collections.unmodifiableList(collected.ids);
    this.metrics = collected.metrics;
    this.counts = Collections.unmodifiableMap(collected.counts);
    this.mostChunks = collected.mostChunks;
  }

  /** Puts results on disk as they come. */
  static final class Collector {

    private final TemporaryResults kept =
        new TemporaryResults(Path.of(System.getProperty("java.io.tmpdir")));
    private final List<String> ids = new ArrayList<>();
    private final MetricTable metrics = new MetricTable();
    private final Map<CheckStage, Integer> counts = new EnumMap<>(CheckStage.class);
    private int mostChunks;

    void add(Judged result) {
      kept.add(StrictJson.MAPPER.writeValueAsBytes(ResultTree.of(result)));
      ids.add(result.answered().queryId());
      result.metrics().ifPresent(metrics::add);
      mostChunks = Math.max(mostChunks, result.answered().context().size());
      for (CheckStage stage : CheckStage.values()) {
        counts.merge(stage, stage.in(result) ? 1 : 0, Integer::sum);
      }
    }

    int size() {
      return ids.size();
    }

    /** All of them; nothing may be added afterwards. */
    JudgedResults done() {
      return new JudgedResults(this);
    }
  }

  /** The same results, out of memory. */
  public static JudgedResults of(List<Judged> results) {
    Collector collector = new Collector();
    results.forEach(collector::add);
    return collector.done();
  }

  /** Answers that nobody has judged; taken one at a time. */
  public static JudgedResults unjudged(Stream<Answered> answers) {
    Collector collector = new Collector();
    answers.forEach(answered -> collector.add(Judged.notYet(answered)));
    return collector.done();
  }

  /** Writes them in RAGChecker's format, all or nothing. */
  public void write(Path file) {
    RagFileWriter.write(file, this, Optional.empty(), Optional.empty());
  }

  /** How many there are. */
  public int size() {
    return ids.size();
  }

  /** The result of that place, from 0; reads it anew each time. */
  public Judged get(int index) {
    return ResultReader.read(JsonAt.kept(StrictJson.MAPPER.readTree(kept.get(index)), index));
  }

  @Override
  public Iterator<Judged> iterator() {
    return stream().iterator();
  }

  /** All in order, one in memory at a time. */
  public Stream<Judged> stream() {
    return IntStream.range(0, size()).mapToObj(this::get);
  }

  /** The ids of the questions, in order. */
  public List<String> ids() {
    return ids;
  }

  /** The metrics of all that have them, in order. */
  MetricTable metrics() {
    return metrics;
  }

  /** In how many of them each stage is there. */
  Map<CheckStage, Integer> counts() {
    return counts;
  }

  /** The size of the largest context. */
  int mostChunks() {
    return mostChunks;
  }

  /** How many have all their labels. */
  public int labelled() {
    return metrics.rows();
  }
}
