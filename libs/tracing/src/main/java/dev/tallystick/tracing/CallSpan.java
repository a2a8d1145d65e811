package dev.tallystick.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;

/**
 * A call to another service, as a span of the trace that the calling thread is in. Outside of a
 * trace it is none: what a service does by itself, such as following the log, begins no trace a
 * second.
 */
public final class CallSpan {
  private final Span span;

  private CallSpan(Span span) {
    this.span = span;
  }

  /**
   * Begins a call; {@link #answered} or {@link #failed} ends it.
   *
   * @param service the short name of whom is called; the path stays unsaid, for it may name
   *     somebody
   */
  public static CallSpan start(String method, String service) {
    if (!Span.current().getSpanContext().isValid()) {
      return new CallSpan(Span.getInvalid());
    }
    return new CallSpan(
        GlobalOpenTelemetry.getTracer(Traces.SCOPE)
            .spanBuilder(method + " " + service)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(Traces.METHOD, method)
            .setAttribute(Traces.PEER, service)
            .startSpan());
  }

  /** What to send as the header {@link Traceparent#NAME}. */
  public Optional<String> traceparent() {
    return Traceparent.of(span);
  }

  /** The other service has answered. */
  public void answered(int status) {
    span.setAttribute(Traces.STATUS, status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  /** There was no answer. */
  public void failed(Throwable failure) {
    span.setAttribute(Traces.ERROR, failure.getClass().getSimpleName());
    span.setStatus(StatusCode.ERROR);
    span.end();
  }
}
