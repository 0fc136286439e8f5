package dev.redline.target;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the server in a container wrote, from one start to the next. */
record ContainerLog(EngineContainer container) {

  /** The beginning of the log of a container that was never started before. */
  static final Mark BEGINNING = new Mark(0, 0);

  private static final int LINES = 12;
  private static final int PATIENCE_SECONDS = 10;

  /**
   * A place in the log. Engines count time in it by whole seconds only, and a server may stop and
   * start within one.
   *
   * @param second of the engine's clock
   * @param lines written since then, before the place
   */
  record Mark(int second, long lines) {}

  /** Where the log of a stopped container ends now. */
  Mark mark() {
    int stopped =
        container.inspect().map(found -> found.getState().getFinishedAt()).stream()
            .mapToInt(time -> (int) Math.max(0, OffsetDateTime.parse(time).toEpochSecond()))
            .findFirst()
            .orElse(0);
    return new Mark(stopped, read(stopped).lines().count());
  }

  /** The last lines after the mark, possibly none. */
  String endSince(Mark mark) {
    List<String> lines = read(mark.second()).lines().skip(mark.lines()).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  private String read(int since) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      container
          .engine()
          .logContainerCmd(container.id())
          .withStdOut(true)
          .withStdErr(true)
          .withSince(since)
          .exec(collect(log))
          .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private static ResultCallback.Adapter<Frame> collect(ByteArrayOutputStream log) {
    return new ResultCallback.Adapter<>() {
      @Override
      public void onNext(Frame frame) {
        log.writeBytes(frame.getPayload());
      }
    };
  }
}
