package dev.redline.plan;

/**
 * The content of gates/ cannot be used. The message says where (file:line:column and the path of
 * keys), what was found, which rule it breaks and what to do.
 */
public final class PlanException extends RuntimeException {

  PlanException(String message) {
    super(message);
  }

  PlanException(Location at, String problem) {
    super(at + ": " + problem);
  }

  PlanException(Location at, String problem, Throwable cause) {
    super(at + ": " + problem, cause);
  }
}
