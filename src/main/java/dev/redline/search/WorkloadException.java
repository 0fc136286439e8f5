package dev.redline.search;

/** The server does not have what gates/workload.yaml says, or cannot be searched that way. */
public final class WorkloadException extends RuntimeException {

  WorkloadException(String message) {
    super(message);
  }

  WorkloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
