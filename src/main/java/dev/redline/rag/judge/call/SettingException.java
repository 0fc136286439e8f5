package dev.redline.rag.judge.call;

/** An environment variable has a value that cannot be used. */
public final class SettingException extends RuntimeException {

  /**
   * An address may hold a password, a token or a key anywhere in it, so that none is shown.
   *
   * @param name of the environment variable
   * @param value as it stands there
   * @param allowed what it may be
   */
  public SettingException(String name, String value, String allowed) {
    super(
        "%s is not usable: it must be %s, or be unset"
            .formatted(
                name.contains("ENDPOINT") || name.endsWith("_URL")
                    ? name + ", which is not shown,"
                    : name + "=" + value,
                allowed));
  }

  private SettingException(String message) {
    super(message);
  }

  /** A variable is not set, without which nothing can be done. */
  public static SettingException missing(String name, String what) {
    return new SettingException("%s is not set: it names %s".formatted(name, what));
  }
}
