package dev.redline.rag.evaluation;

import dev.redline.rag.Judge;
import dev.redline.rag.evaluation.LabelledPair.Split;
import dev.redline.rag.json.FileHash;
import dev.redline.rag.json.RagFileException;
import dev.redline.rag.metric.Label;
import dev.redline.verdict.Grid;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How far one version of a judge agrees with the labels in a file.
 *
 * @param judge name and version, as in {@code offline@1-0a1b2c3d4e5f}
 * @param file as it was named
 * @param sha256 of the file's bytes, lower-case hexadecimal
 * @param byKind over all pairs of a kind, in alphabetical order
 */
public record AgreementReport(
    String judge,
    String file,
    String sha256,
    Figures heldOut,
    Figures tunedOn,
    Map<String, Figures> byKind) {

  /**
   * Agreement on some pairs.
   *
   * @param agreement share of pairs with the same label, 0 to 1; NaN without pairs
   * @param kappa agreement beyond chance; NaN if all pairs have one label, or there is none
   * @param confusion by the right label, how often each label was given
   */
  public record Figures(
      int pairs, double agreement, double kappa, Map<Label, Map<Label, Integer>> confusion) {

    static Figures of(List<LabelledPair> pairs, Judge judge) {
      Agreement agreement = Agreement.of(pairs, judge);
      return new Figures(
          agreement.pairs(), agreement.observed(), agreement.kappa(), agreement.confusion());
    }

    /** Which label people gave, and which the judge. */
    public Grid picture() {
      List<Label> labels = List.of(Label.values());
      return new Grid(
          "Labels of %d held-out pairs, by the judge and by people".formatted(pairs),
          "by the judge",
          "by people",
          labels.stream().map(Label::text).toList(),
          labels.stream().map(Label::text).toList(),
          labels.stream()
              .map(
                  right ->
                      labels.stream()
                          .map(
                              given ->
                                  confusion.getOrDefault(right, Map.of()).getOrDefault(given, 0))
                          .toList())
              .toList());
    }
  }

  /**
   * Asks the judge about every pair.
   *
   * @throws RagFileException if the file is missing or empty, or a line breaks a rule
   */
  public static AgreementReport of(Judge judge, Path file) {
    List<LabelledPair> pairs = LabelledPair.read(file);
    Map<String, Figures> byKind = new LinkedHashMap<>();
    for (String kind : new TreeSet<>(pairs.stream().map(LabelledPair::kind).toList())) {
      byKind.put(
          kind, Figures.of(pairs.stream().filter(p -> p.kind().equals(kind)).toList(), judge));
    }
    return new AgreementReport(
        judge.id().toString(),
        file.toString(),
        FileHash.sha256(file),
        Figures.of(of(pairs, Split.HELD_OUT), judge),
        Figures.of(of(pairs, Split.DEV), judge),
        byKind);
  }

  private static List<LabelledPair> of(List<LabelledPair> pairs, Split split) {
    return pairs.stream().filter(pair -> pair.split() == split).toList();
  }
}
