package dev.redline.quoting;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What an exception says, for a person. The names of classes stay in its stack trace. */
public final class CauseText {

  private static final String FAULT =
      "a fault of the harness itself; the stack trace of the gate tells where";

  /** Their messages are a bare name, or nothing. */
  private static final Map<Class<?>, String> BARE = bare();

  private CauseText() {}

  /** Not empty; of what a server says its own words alone. */
  public static String of(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return ServerWords.of(sql);
    }
    String said = Objects.toString(failure.getMessage(), "").strip();
    return BARE.entrySet().stream()
        .filter(kind -> kind.getKey().isInstance(failure))
        .map(kind -> kind.getValue().formatted(said).strip())
        .findFirst()
        .orElseGet(() -> said(said, failure.getCause()));
  }

  /** What only wraps another exception says nothing of its own. */
  private static String said(String said, @Nullable Throwable cause) {
    if (cause != null && (said.isEmpty() || said.equals(cause.toString()))) {
      return of(cause);
    }
    return said.isEmpty() ? FAULT : said;
  }

  private static Map<Class<?>, String> bare() {
    Map<Class<?>, String> words = new LinkedHashMap<>();
    words.put(NoSuchFileException.class, "no such file: %s");
    words.put(AccessDeniedException.class, "no access to %s");
    words.put(FileAlreadyExistsException.class, "there already: %s");
    words.put(DirectoryNotEmptyException.class, "folder is not empty: %s");
    words.put(UnknownHostException.class, "unknown host: %s");
    words.put(ConnectException.class, "no connection. %s");
    words.put(ClosedChannelException.class, "the connection or the file was closed");
    words.put(OutOfMemoryError.class, "memory is used up: %s");
    words.put(InterruptedException.class, "interrupted while waiting");
    words.put(TimeoutException.class, "no end in time. %s");
    words.put(NullPointerException.class, FAULT);
    words.put(ClassCastException.class, FAULT);
    words.put(IndexOutOfBoundsException.class, FAULT);
    words.put(LinkageError.class, FAULT);
    return words;
  }
}
