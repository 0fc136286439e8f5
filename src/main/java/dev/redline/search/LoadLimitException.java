package dev.redline.search;

/** Measuring ended because the server has more to do than a limit of gates/workload.yaml allows. */
public final class LoadLimitException extends RuntimeException {

  LoadLimitException(String message) {
    super(message);
  }
}
