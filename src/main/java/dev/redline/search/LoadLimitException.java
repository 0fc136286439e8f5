package dev.redline.search;

/** Measuring ended because the server has more to do than a limit of gates/workload.yaml allows. */
public final class LoadLimitException extends RuntimeException {

  /** Says which limit, what was observed and what is allowed. */
  public LoadLimitException(String message) {
    super(message);
  }
}
