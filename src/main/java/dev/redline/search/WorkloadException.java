package dev.redline.search;

/**
 * The server does not have what gates/workload.yaml says, cannot be searched that way, or nobody
 * answers as it says.
 */
public final class WorkloadException extends RuntimeException {

  /** Says what is missing and what to do. */
  public WorkloadException(String message) {
    super(message);
  }

  /** The same, of something that was thrown. */
  public WorkloadException(String message, Throwable cause) {
    super(message, cause);
  }
}
