package dev.redline.record.page;

import dev.redline.verdict.AxisScale;
import dev.redline.verdict.Bars;
import dev.redline.verdict.Bars.Layout;
import dev.redline.verdict.Bars.Series;
import dev.redline.verdict.Evidence;
import dev.redline.verdict.Grid;
import dev.redline.verdict.Picture;
import dev.redline.verdict.Plot;
import dev.redline.verdict.Plot.Line;
import dev.redline.verdict.Plot.Point;
import dev.redline.verdict.Plot.Role;
import dev.redline.verdict.TreePair;
import dev.redline.verdict.TreePair.Branch;
import java.util.List;
import java.util.stream.Stream;

/** A picture of each kind that a run may leave. */
public final class SamplePictures {

  private SamplePictures() {}

  static List<Evidence> all() {
    return pictures().map(picture -> Evidence.of(picture.title(), picture)).toList();
  }

  /** One of each kind. */
  public static Stream<Picture> pictures() {
    return Stream.of(plans(), labels(), sweep(), moves(), restart());
  }

  /** The index is lost on the way. */
  public static TreePair plans() {
    return new TreePair(
        "Plan of search articles at K=16",
        new Branch("Limit", List.of(new Branch("Index Scan articles_embedding_hnsw", List.of()))),
        new Branch(
            "Limit",
            List.of(new Branch("Sort", List.of(new Branch("Seq Scan articles", List.of()))))));
  }

  /** People's labels are the rows. */
  public static Grid labels() {
    List<String> labels = List.of("Entailment", "Neutral", "Contradiction");
    return new Grid(
        "Labels of 60 held-out pairs, by the judge and by people",
        "by the judge",
        "by people",
        labels,
        labels,
        List.of(List.of(21, 4, 1), List.of(3, 17, 2), List.of(0, 2, 10)));
  }

  public static Plot sweep() {
    return new Plot(
            "Recall against p95 by hnsw.ef_search",
            "p95 in ms",
            "mean recall@K",
            List.of(
                new Line(
                    "K=8",
                    List.of(
                        new Point(0.4, 0.91, "20"),
                        new Point(0.6, 0.97, "50"),
                        new Point(0.8, 0.995, "100"))),
                new Line(
                    "K=16",
                    List.of(
                        new Point(0.45, 0.88, "20"),
                        new Point(0.66, 0.95, "50"),
                        new Point(0.91, 0.989, "100"))),
                new Line(
                    "chosen",
                    Role.CHOSEN,
                    List.of(new Point(0.8, 0.995, ""), new Point(0.91, 0.989, "")))))
        .withLabels("hnsw.ef_search");
  }

  private static Picture moves() {
    return new Bars(
        "Scores against the unchanged server: 2 of 64 questions moved",
        "question",
        "change of the score",
        Layout.BESIDE,
        AxisScale.LINEAR,
        List.of("q07", "q41"),
        List.of(
            new Series("precision", List.of(-0.25, 0.1)),
            new Series("recall", List.of(-0.5, 0.0)),
            new Series("f1", List.of(-0.4, 0.05))));
  }

  private static Picture restart() {
    return new Bars(
        "The restart, as time went on",
        "server",
        "time, in s",
        Layout.STACKED,
        AxisScale.LINEAR,
        List.of("restarted"),
        List.of(
            new Series("took no connections", List.of(0.31)),
            new Series("settings read back", List.of(0.22)),
            new Series("searches on a cold cache", List.of(1.94))));
  }
}
