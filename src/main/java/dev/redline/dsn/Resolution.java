package dev.redline.dsn;

import java.util.List;
import java.util.Optional;

/** What the environment says about the server to use. */
public sealed interface Resolution {

  /**
   * A server.
   *
   * @param variable the name of the variable that decided
   * @param mismatch how the other variable differs, without credentials; empty if it does not
   * @param warnings what a person should know, without credentials; possibly none
   */
  record Server(Dsn dsn, String variable, Optional<String> mismatch, List<String> warnings)
      implements Resolution {

    public Server {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Explicitly no server ({@code mock://test}): what needs one is skipped and says so.
   *
   * @param variable the name of the variable that decided
   * @param warnings what a person should know, without credentials; possibly none
   */
  record Mock(String variable, List<String> warnings) implements Resolution {

    public Mock {
      warnings = List.copyOf(warnings);
    }
  }

  /** Neither variable is set: the server comes from elsewhere. */
  record None() implements Resolution {}
}
