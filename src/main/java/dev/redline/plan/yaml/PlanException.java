package dev.redline.plan.yaml;

/**
 * The content of gates/ cannot be used. The message says where (file:line:column and the path of
 * keys), what was found, which rule it breaks and what to do.
 */
public final class PlanException extends RuntimeException {

  public PlanException(String message) {
    super(message);
  }

  public PlanException(Location at, String problem) {
    super(at + ": " + problem);
  }

  public PlanException(Location at, String problem, Throwable cause) {
    super(at + ": " + problem, cause);
  }
}
