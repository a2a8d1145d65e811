package dev.tallystick.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A place in a trace as W3C writes it: {@code 00-TRACE-SPAN-FLAGS}. */
public final class Traceparent {
  /** The header, and the member of an event's internal part. */
  public static final String NAME = "traceparent";

  private Traceparent() {}

  /** Where the calling thread is in a trace; nothing outside of one, or without traces. */
  public static Optional<String> current() {
    return of(Span.current());
  }

  /** The same work at the calling thread's place in a trace, for another thread to do. */
  public static <T, R> Function<T, R> handedOn(Function<T, R> work) {
    return Context.current().wrapFunction(work);
  }

  static Optional<String> of(Span span) {
    SpanContext place = span.getSpanContext();
    return place.isValid()
        ? Optional.of(
            "00-"
                + place.getTraceId()
                + "-"
                + place.getSpanId()
                + "-"
                + place.getTraceFlags().asHex())
        : Optional.empty();
  }

  /** A context that goes on at this place; at none if the text names none. */
  static Context parse(String traceparent) {
    return W3CTraceContextPropagator.getInstance()
        .extract(Context.root(), traceparent, new OneHeader());
  }

  private static final class OneHeader implements TextMapGetter<String> {
    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(NAME);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals(NAME) ? carrier : null;
    }
  }
}
