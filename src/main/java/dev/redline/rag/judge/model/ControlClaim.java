package dev.redline.rag.judge.model;

import dev.redline.files.Sha256;
import dev.redline.rag.Claim;
import dev.redline.rag.judge.call.Fault;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.metric.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A claim that no text supports, asked about beside the others where a text speaks to whoever
 * judges it. A model that finds it supported follows the text and not the prompt.
 */
record ControlClaim(Claim claim, int place) {

  private static final Pattern TO_THE_JUDGE =
      Pattern.compile(
          "(?iu)\\bentail(?:s|ed|ment)\\b"
              + "|\\b(?:ignor|disregard|forget|override|vergiss|oubli|olvid)\\w*\\b.{0,40}"
              + "\\b(?:instruct|instruc|anweisung|prompt|rules|befehle|consigne)\\w*"
              + "|\\bnew instructions\\b|\\bsystem (?:prompt|message)\\b"
              + "|\\byou are (?:a|an|the|now) .{0,20}\\b(?:judge|evaluator|assistant|grader)\\b"
              + "|\\b(?:label|mark|rate|score|grade|declare|classify|judge)\\b.{0,30}"
              + "\\b(?:every|all|each)\\b.{0,20}\\b(?:claim|statement|answer|label)s?\\b");

  private static final int DIGITS = 16;

  /** Empty if nothing speaks to the judge. Told by the texts alone: the same is asked each time. */
  static Optional<ControlClaim> of(String question, List<Claim> claims, String reference) {
    boolean needed =
        Stream.concat(Stream.of(question, reference), claims.stream().map(Claim::text))
            .anyMatch(text -> TO_THE_JUDGE.matcher(text).find());
    if (!needed) {
      return Optional.empty();
    }
    String hash = Sha256.of(("control " + reference).getBytes(StandardCharsets.UTF_8));
    String number = hash.substring(0, DIGITS);
    int place = Integer.parseInt(hash.substring(DIGITS, DIGITS + 4), 16) % (claims.size() + 1);
    return Optional.of(new ControlClaim(new Claim("The reference text", "states", number), place));
  }

  /** The claims with the control among them. */
  List<Claim> among(List<Claim> claims) {
    List<Claim> all = new ArrayList<>(claims);
    all.add(place, claim);
    return all;
  }

  /**
   * The labels of the claims alone.
   *
   * @throws FaultyReplyException if the control is labelled as supported
   */
  List<Label> without(List<Label> labels, ModelReply reply) {
    requireUnsupported(labels.get(place), reply);
    List<Label> rest = new ArrayList<>(labels);
    rest.remove(place);
    return rest;
  }

  /**
   * Returns the label of the control.
   *
   * @throws FaultyReplyException if it says that the control is supported
   */
  Label requireUnsupported(Label label, ModelReply reply) {
    if (label == Label.ENTAILMENT) {
      throw new FaultyReplyException(
          "labels",
          Fault.MISLED,
          "it found a claim supported that the reference text does not state",
          reply);
    }
    return label;
  }
}
