package dev.redline.phase.vectorindex;

import dev.redline.search.MeasuredSearch.AtK;
import dev.redline.vector.SearchMeasurement;
import dev.redline.verdict.BeforeAfter;
import dev.redline.verdict.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an index came to, before and after, as a person reads it. */
final class IndexFigures {

  private IndexFigures() {}

  static Figures of(IndexMeasurements measured) {
    List<BeforeAfter> figures = new ArrayList<>();
    for (AtK at : measured.after().byK()) {
      SearchMeasurement was = measured.before().at(at.k()).orElseThrow().measured();
      SearchMeasurement is = at.measured();
      String k = " at K=" + at.k();
      figures.add(figure("p95" + k, "%.3f ms", was.p95(), is.p95()));
      figures.add(figure("recall" + k, "%.4f", was.recall().mean(), is.recall().mean()));
      figures.add(
          figure("worst query's recall" + k, "%.4f", was.recall().worst(), is.recall().worst()));
    }
    figures.add(
        figure(
            "size of the index",
            "%.1f MB",
            measured.oldBytes() / 1048576.0,
            measured.built().bytes() / 1048576.0));
    figures.add(
        figure(
            "INSERT of %d rows".formatted(measured.inserts().rows()),
            "%.1f ms",
            measured.inserts().old(),
            measured.inserts().changed()));
    figures.add(
        new BeforeAfter(
            "time to build it",
            Optional.empty(),
            "%.0f ms, %s"
                .formatted(
                    measured.built().millis(),
                    measured.built().outgrewMemory()
                        ? "not within maintenance_work_mem"
                        : "within maintenance_work_mem")));
    return new Figures(figures);
  }

  private static BeforeAfter figure(String name, String format, double before, double after) {
    return new BeforeAfter(
        name,
        Optional.of(String.format(Locale.ROOT, format, before)),
        String.format(Locale.ROOT, format, after));
  }
}
