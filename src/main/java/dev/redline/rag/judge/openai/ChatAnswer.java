package dev.redline.rag.judge.openai;

import dev.redline.rag.JudgeUnavailableException;
import dev.redline.rag.UnusableReplyException;
import dev.redline.rag.judge.call.CallTrace;
import dev.redline.rag.judge.call.FaultyReplyException;
import dev.redline.rag.judge.call.ModelReply;
import dev.redline.rag.judge.call.ReplyMasking;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What came of one attempt.
 *
 * @param outcome gives the reply, or throws what the failure means
 * @param passing whether another attempt may do better
 * @param throttled whether the service asks to be spared
 * @param spare the least that it asks to be spared for
 */
record ChatAnswer(
    Supplier<ModelReply> outcome, boolean passing, boolean throttled, Duration spare) {

  static ChatAnswer of(ModelReply reply) {
    return new ChatAnswer(() -> reply, false, false, Duration.ZERO);
  }

  /** Nobody can be asked, now or later. */
  static ChatAnswer unavailable(String problem, String action) {
    return failure(new JudgeUnavailableException(problem, action), false);
  }

  /** This reply is missing for good. */
  static ChatAnswer unusable(String problem, String body) {
    return failure(new UnusableReplyException(problem, ReplyMasking.of(body)), false);
  }

  /** A reply came that is none; asked anew, the model may do better. */
  static ChatAnswer faulty(FaultyReplyException fault) {
    return failure(fault, false);
  }

  /** This reply is missing for now. */
  static ChatAnswer passing(String problem, CallTrace trace) {
    String words = "%s (attempts: %d)".formatted(problem, trace.attempts());
    return failure(new UnusableReplyException(words, ReplyMasking.of(trace.body())), true);
  }

  ChatAnswer throttledFor(Duration least) {
    return new ChatAnswer(outcome, passing, true, least);
  }

  private static ChatAnswer failure(RuntimeException failure, boolean passing) {
    Supplier<ModelReply> outcome =
        () -> {
          throw failure;
        };
    return new ChatAnswer(outcome, passing, false, Duration.ZERO);
  }
}
