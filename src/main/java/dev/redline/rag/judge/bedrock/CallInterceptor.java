package dev.redline.rag.judge.bedrock;

import dev.redline.rag.judge.call.CallTrace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.NonRetryableException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Tells a call's trace about every attempt. */
final class CallInterceptor implements ExecutionInterceptor {

  static final ExecutionAttribute<CallTrace> TRACE = new ExecutionAttribute<>("redline.call-trace");

  private static final int MOST_BYTES = 4 << 20;

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
    trace(call).ifPresent(CallTrace::attempt);
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes call) {
    Optional<CallTrace> trace = trace(call);
    Optional<InputStream> content = context.responseBody();
    if (trace.isEmpty() || content.isEmpty()) {
      return content;
    }
    return Optional.of(recorded(content.get(), trace.get(), context.httpResponse().statusCode()));
  }

  /** Reads to the end: what came of a torn response is kept too. */
  private static InputStream recorded(InputStream content, CallTrace trace, int status) {
    ByteArrayOutputStream received = new ByteArrayOutputStream();
    try (content) {
      byte[] buffer = new byte[8192];
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        received.write(buffer, 0, n);
        if (received.size() > MOST_BYTES) {
          throw NonRetryableException.create("A response of more than " + MOST_BYTES + " bytes");
        }
      }
    } catch (IOException e) {
      throw RetryableException.create("The connection ended within the response", e);
    } finally {
      trace.response(status, received.toByteArray());
    }
    return new ByteArrayInputStream(received.toByteArray());
  }

  private static Optional<CallTrace> trace(ExecutionAttributes call) {
    return call.getOptionalAttribute(CallInterceptor.TRACE);
  }
}
