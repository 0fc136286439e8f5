package dev.redline.target.container;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the server in a container wrote, from one start to the next. Places in it are counted in
 * lines: engines keep its time in whole seconds, and a server may stop and start within one.
 */
record ContainerLog(EngineContainer container) {

  private static final int LINES = 12;
  private static final int PATIENCE_SECONDS = 10;

  /** How many lines there are by now. */
  long lines() {
    return read().lines().count();
  }

  /** The last lines after the first {@code skipped}, possibly none. */
  String endAfter(long skipped) {
    List<String> lines = read().lines().skip(skipped).toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }

  /** Empty where the engine gives no log: that is not why a server does not start. */
  private String read() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      container
          .engine()
          .logContainerCmd(container.id())
          .withStdOut(true)
          .withStdErr(true)
          .withTailAll()
          .exec(collect(log))
          .awaitCompletion(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (DockerException e) {
      return "";
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
