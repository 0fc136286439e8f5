package dev.redline.workload;

import dev.redline.rag.Claim;
import dev.redline.rag.Judge;
import dev.redline.rag.JudgeId;
import dev.redline.rag.evaluation.JudgeService;
import dev.redline.rag.metric.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A judge that costs: each sentence is a claim, which a text entails that holds it word for word.
 *
 * @param events gets a line for each call
 * @param doubted a claim that ends in it is not entailed once the judge is asked anew; may be empty
 */
record CountingJudge(List<String> events, Optional<String> doubted) implements Judge, JudgeService {

  CountingJudge(List<String> events) {
    this(events, Optional.empty());
  }

  @Override
  public JudgeId id() {
    return new JudgeId("counting", "1", "model-1");
  }

  @Override
  public List<Claim> extract(String question, String text) {
    events.add("call");
    return List.of(text.split("(?<=\\.) ")).stream().map(one -> new Claim(one, "", "")).toList();
  }

  @Override
  public List<Label> check(String question, List<Claim> claims, String reference) {
    events.add("call");
    return claims.stream()
        .map(claim -> reference.contains(claim.subject()) ? Label.ENTAILMENT : Label.NEUTRAL)
        .toList();
  }

  @Override
  public Kind kind() {
    return Kind.MODEL;
  }

  @Override
  public Judge judge() {
    return this;
  }

  @Override
  public Judge askedAnew() {
    return doubted.<Judge>map(Doubting::new).orElse(this);
  }

  @Override
  public void preflight() {}

  @Override
  public Usage usage() {
    return new Usage("%d calls".formatted(events.size()), events.size());
  }

  private final class Doubting implements Judge {
    private final String doubted;

    private Doubting(String doubted) {
      this.doubted = doubted;
    }

    @Override
    public JudgeId id() {
      return CountingJudge.this.id();
    }

    @Override
    public List<Claim> extract(String question, String text) {
      return CountingJudge.this.extract(question, text);
    }

    @Override
    public List<Label> check(String question, List<Claim> claims, String reference) {
      List<Label> labels = CountingJudge.this.check(question, claims, reference);
      return IntStream.range(0, claims.size())
          .mapToObj(i -> claims.get(i).text().endsWith(doubted) ? Label.NEUTRAL : labels.get(i))
          .toList();
    }
  }
}
