package dev.redline.plan.workload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Who answers questions. */
public sealed interface Answering {

  /**
   * The built-in pipeline, from the passages that one of the searches finds.
   *
   * @param search its name; it has a table and a column with text
   * @param embedder the name of who turns a question into a vector of that table's kind
   */
  record BySearch(String search, String embedder) implements Answering {}

  /**
   * A command of the user's.
   *
   * @param words program and arguments
   * @param folder that it is run in: that of the file which names it
   * @param variable the name of the environment variable that says which server to ask
   * @param form what that variable holds
   * @param pass names of variables that it gets beside PATH, HOME and the locale
   * @param within how long it may take for all questions
   */
  record ByCommand(
      List<String> words,
      Path folder,
      String variable,
      DsnForm form,
      List<String> pass,
      Duration within)
      implements Answering {}

  /** How a command learns which server to ask. */
  enum DsnForm {
    /** A connection string without its password, which is where PGPASSFILE says. */
    VARIABLE,
    /** The path of a file that only its owner may read; it holds the whole connection string. */
    FILE
  }
}
