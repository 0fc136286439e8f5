package dev.redline.workload.pairs;

import dev.redline.verdict.pairs.PairedTimes;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Pairs in the order in which they ran.
 *
 * @param placed whether all of each pair ran on one core
 * @param asked how many searches each server had, those that nobody timed among them
 */
public record PairSamples(List<PairSample> samples, boolean placed, long asked) {

  public PairSamples {
    samples = List.copyOf(samples);
  }

  /**
   * Those that decide: without moments at which the machine held up both servers, unless these are
   * more than a fifth of all.
   */
  public PairSamples undisturbed() {
    return new PairSamples(Disturbances.without(samples), placed, asked);
  }

  /** Wall times, which decide. */
  public PairedTimes wall() {
    return new PairedTimes(array(PairSample::old), array(PairSample::changed));
  }

  /** By pair, whether the old way was asked first. */
  public boolean[] oldFirst() {
    boolean[] first = new boolean[samples.size()];
    for (int i = 0; i < first.length; i++) {
      first[i] = samples.get(i).oldFirst();
    }
    return first;
  }

  /** CPU times of the sessions, which stand beside: they see no lock, no disk and no waiting. */
  public PairedTimes cpu() {
    return new PairedTimes(array(PairSample::oldCpu), array(PairSample::changedCpu));
  }

  /** Whether CPU times could be read. */
  public boolean hasCpu() {
    return samples.stream().allMatch(sample -> sample.oldCpu() > 0 && sample.changedCpu() > 0);
  }

  /** From the beginning of sampling to the last pair. */
  public double millis() {
    return samples.get(samples.size() - 1).at();
  }

  private double[] array(ToDoubleFunction<PairSample> time) {
    return samples.stream().mapToDouble(time).toArray();
  }
}
