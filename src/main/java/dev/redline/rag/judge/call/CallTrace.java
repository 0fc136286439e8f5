package dev.redline.rag.judge.call;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one call: its attempts, what they may cost, and the body that came last. For the
 * thread that makes the call.
 */
public final class CallTrace {

  private final ModelCall call;
  private final CostMeter meter;
  private int attempts;
  private @Nullable Reservation reservation;
  private byte[] body = new byte[0];

  public CallTrace(ModelCall call, CostMeter meter) {
    this.call = call;
    this.meter = meter;
  }

  /** Just before an attempt is sent; what an earlier one may have cost stays set aside. */
  public void attempt() {
    reservation = meter.reserve(call);
    attempts++;
    body = new byte[0];
  }

  /** A response came, whole or torn. */
  public void response(int status, byte[] received) {
    body = received;
    if (status >= 300) {
      reservation().ifPresent(Reservation::release);
    }
  }

  /** The reply could be read. */
  public void settle(Tokens used) {
    reservation().ifPresent(r -> r.settle(used));
  }

  public int attempts() {
    return attempts;
  }

  /** What came last, as text. */
  public String body() {
    return new String(body, StandardCharsets.UTF_8);
  }

  private Optional<Reservation> reservation() {
    Reservation ended = reservation;
    reservation = null;
    return Optional.ofNullable(ended);
  }
}
