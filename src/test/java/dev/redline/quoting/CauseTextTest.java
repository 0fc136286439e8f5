package dev.redline.quoting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class CauseTextTest {

  @Test
  void whatAnExceptionSaysIsTakenWithoutTheNameOfItsClass() {
    assertThat(CauseText.of(new IllegalStateException("the server has gone")))
        .isEqualTo("the server has gone");
    assertThat(CauseText.of(new ExecutionException(new IllegalStateException("no route"))))
        .isEqualTo("no route");
    assertThat(CauseText.of(new UncheckedIOException(new NoSuchFileException("gates/plan.yaml"))))
        .isEqualTo("no such file: gates/plan.yaml");
  }

  @Test
  void aBareNameOrNothingBecomesASentence() {
    assertThat(CauseText.of(new UnknownHostException("db1"))).isEqualTo("unknown host: db1");
    assertThat(CauseText.of(new ConnectException())).isEqualTo("no connection.");
    assertThat(CauseText.of(new TimeoutException())).isEqualTo("no end in time.");
    assertThat(CauseText.of(new InterruptedException())).isEqualTo("interrupted while waiting");
  }

  @Test
  void aFaultOfOursIsCalledOne() {
    String fault = "a fault of the harness itself; the stack trace of the gate tells where";
    assertThat(CauseText.of(new NullPointerException("Cannot invoke \"java.sql.Connection.x()\"")))
        .isEqualTo(fault);
    assertThat(CauseText.of(new IllegalStateException())).isEqualTo(fault);
    assertThat(CauseText.of(new NoClassDefFoundError("dev/redline/X"))).isEqualTo(fault);
  }
}
