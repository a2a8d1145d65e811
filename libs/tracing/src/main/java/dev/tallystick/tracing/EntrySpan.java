package dev.tallystick.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.Optional;

/**
 * An event on its way into the log, as a span of the trace in which the event was made: it names
 * the event and its entry, so whoever has one of them finds the trace, and the other way round.
 */
public final class EntrySpan {
  private final Span span;

  private EntrySpan(Span span) {
    this.span = span;
  }

  /**
   * Begins where the calling thread is, outside of a trace not at all.
   *
   * @param what what is done with the event, such as {@code append}
   * @param type the event's type, in its short form
   */
  public static EntrySpan start(String what, String type, String eventId) {
    return Span.current().getSpanContext().isValid()
        ? of(Context.current(), SpanKind.PRODUCER, what + " " + type, type, eventId)
        : new EntrySpan(Span.getInvalid());
  }

  /**
   * Begins where the event says that it was made. The request that brought it is linked: it may
   * have brought others.
   *
   * @param traceparent of the event; without one there is no span, nor without traces here
   */
  public static EntrySpan receive(
      Optional<String> traceparent, String what, String type, String eventId) {
    Span request = Span.current();
    if (traceparent.isEmpty() || !request.getSpanContext().isValid()) {
      return new EntrySpan(Span.getInvalid());
    }
    EntrySpan begun =
        of(
            Traceparent.parse(traceparent.get()),
            SpanKind.CONSUMER,
            what + " " + type,
            type,
            eventId);
    begun.span.addLink(request.getSpanContext());
    return begun;
  }

  private static EntrySpan of(
      Context parent, SpanKind kind, String name, String type, String eventId) {
    return new EntrySpan(
        GlobalOpenTelemetry.getTracer(Traces.SCOPE)
            .spanBuilder(name)
            .setParent(parent)
            .setSpanKind(kind)
            .setAttribute(Traces.EVENT_TYPE, type)
            .setAttribute(Traces.EVENT_ID, eventId)
            .startSpan());
  }

  /** The event is in the log. */
  public void logged(long index) {
    span.setAttribute(Traces.LOG_INDEX, index);
    span.end();
  }

  /** The event is not in the log, or not known to be. */
  public void notLogged(String code) {
    span.setAttribute(Traces.ERROR, code);
    span.setStatus(StatusCode.ERROR);
    span.end();
  }
}
