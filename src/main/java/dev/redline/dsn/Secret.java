package dev.redline.dsn;

/** A password. Nothing but {@link #reveal} gives it away: no text form, no serialisation. */
public final class Secret {

  private final String value;

  /** The secret that {@code value} is. */
  public Secret(String value) {
    this.value = value;
  }

  /** The password itself, for the driver and for nothing that is written anywhere. */
  public String reveal() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.value.equals(value);
  }

  /** The same for all secrets: a hash would allow guesses to be tried. */
  @Override
  public int hashCode() {
    return 0;
  }

  /** Always {@code ***}. */
  @Override
  public String toString() {
    return "***";
  }
}
