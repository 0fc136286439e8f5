package dev.redline.record;

import dev.redline.verdict.Evidence;
import dev.redline.verdict.Figures;
import dev.redline.verdict.Finding;
import dev.redline.verdict.Picture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures of earlier runs on the same server beside those of this one. Allure's own trend is of
 * counts alone.
 */
public final class FigureHistory {

  /** Relative to metrics/. */
  public static final String FILE = "figures_history.json";

  private static final int KEPT = 50;

  private final EvidenceStore store;
  private final Instant started;

  /** The figures of a run that began at {@code started}. */
  public FigureHistory(EvidenceStore store, Instant started) {
    this.store = store;
    this.started = started;
  }

  /**
   * A run that is over, or this one.
   *
   * @param server system identifier
   * @param figures what was measured, with its unit, by phase and name
   */
  record Run(Instant started, String server, Map<String, String> figures) {}

  /**
   * Keeps the figures of the finding: what was measured, and what was held against a limit.
   *
   * @return the finding with a picture for each unit of which this server has earlier figures
   */
  public Finding with(String phase, String server, Finding finding) {
    Map<String, String> now = new LinkedHashMap<>();
    figures(finding).forEach((name, value) -> now.put(phase + ": " + name, value));
    if (now.isEmpty()) {
      return finding;
    }
    List<Run> runs = kept();
    Run run = new Run(started, server, figuresOfThisRun(runs, now));
    runs.removeIf(one -> one.started().equals(started));
    runs.add(run);
    store.write(FILE, runs.subList(Math.max(0, runs.size() - KEPT), runs.size()));
    List<Run> ofServer = runs.stream().filter(one -> one.server().equals(server)).toList();
    List<Picture> trends = FigureTrend.of(phase, ofServer, List.copyOf(now.keySet()));
    return finding.with(trends.stream().map(trend -> Evidence.of(trend.title(), trend)).toList());
  }

  private Map<String, String> figuresOfThisRun(List<Run> runs, Map<String, String> now) {
    Map<String, String> all = new TreeMap<>(now);
    runs.stream()
        .filter(one -> one.started().equals(started))
        .flatMap(one -> one.figures().entrySet().stream())
        .forEach(figure -> all.putIfAbsent(figure.getKey(), figure.getValue()));
    return all;
  }

  private static Map<String, String> figures(Finding finding) {
    Map<String, String> figures = new LinkedHashMap<>();
    finding.verdicts().stream()
        .filter(verdict -> verdict.margin().isPresent())
        .forEach(verdict -> figures.put(verdict.subject(), verdict.observed()));
    finding.evidence().stream()
        .map(Evidence::content)
        .filter(Figures.class::isInstance)
        .map(Figures.class::cast)
        .filter(each -> each.kind() == Figures.Kind.MEASURED)
        .flatMap(each -> each.figures().stream())
        .forEach(figure -> figures.put(figure.name(), figure.after()));
    return figures;
  }

  /** A history that cannot be read begins anew: it is for the eye, and proves nothing. */
  private List<Run> kept() {
    try {
      return store
          .read(FILE)
          .map(text -> new JsonMapper().readValue(text, new TypeReference<List<Run>>() {}))
          .map(ArrayList::new)
          .orElseGet(ArrayList::new);
    } catch (JacksonException e) {
      return new ArrayList<>();
    }
  }
}
