package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.Event;
import dev.tallystick.events.json.JsonObject;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

/** What a service makes and sends while it serves a request of a trace. */
class TracedEventTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PERSON = "sub_aaaaaaaaaaaaaaaaaaaaaaaaaa";

  private final Clock clock = Clock.tickMillis(java.time.ZoneOffset.UTC);
  private final EventFactory events =
      new EventFactory(clock, new SecureRandom(), "consent-service");

  private static Span request() {
    return Span.wrap(
        SpanContext.createFromRemoteParent(
            TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault()));
  }

  private Event freeze(Optional<JsonObject> internal) throws Exception {
    return events.create(
        "freeze.set",
        Optional.of(PERSON),
        JsonObject.builder().put("stoppedAt", "2026-03-01T08:00:00.000Z").build(),
        internal,
        Map.of(),
        List.of());
  }

  @Test
  void eventOfARequest_namesItsTraceToAuditorsAlone() throws Exception {
    Event event;
    Event withTicket;
    try (Scope scope = request().makeCurrent()) {
      assertThat(scope).isNotNull();
      event = freeze(Optional.empty());
      withTicket = freeze(Optional.of(JsonObject.builder().put("ticket", "T-1").build()));
    }

    String place = "00-" + TRACE + "-" + SPAN + "-01";
    assertThat(event.internal().orElseThrow().getString("traceparent")).isEqualTo(place);
    assertThat(withTicket.internal().orElseThrow().names()).contains("ticket", "traceparent");
    assertThat(event.body().data().has("traceparent")).isFalse();
    assertThat(Event.parse(event.toRequestJson()).hashes()).isEqualTo(event.hashes());
  }

  @Test
  void eventOutsideOfATrace_isAsItWas() throws Exception {
    assertThat(freeze(Optional.empty()).internal()).isEmpty();
  }

  @Test
  void eventThatAllMayRead_namesNoTrace() throws Exception {
    try (Scope scope = request().makeCurrent()) {
      assertThat(scope).isNotNull();
      assertThat(
              new SampleEvents(clock).party("bureau-east").internal().isPresent()
                  || !new SampleEvents(clock).party("bureau-east").type().mayHaveInternal())
          .isTrue();
    }
  }

  @Test
  void callOfARequest_saysWhereInTheTraceItIs() throws Exception {
    List<String> places = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          places.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'{', '}'});
          exchange.close();
        });
    server.start();
    GlobalOpenTelemetry.resetForTest();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().build())
            .buildAndRegisterGlobal();
    try {
      URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      ServiceHttp http = new ServiceHttp("audit", url, () -> "token");
      try (Scope scope = request().makeCurrent()) {
        assertThat(scope).isNotNull();
        ServiceAnswer unused = http.get("/v1/x", Duration.ofSeconds(5));
      }
      ServiceAnswer unused = http.get("/v1/x", Duration.ofSeconds(5));
    } finally {
      server.stop(0);
      sdk.close();
      GlobalOpenTelemetry.resetForTest();
    }

    assertThat(places).hasSize(2);
    assertThat(places.get(0)).matches("00-" + TRACE + "-[0-9a-f]{16}-01").doesNotContain(SPAN);
    assertThat(places.get(1)).isEqualTo("null");
  }

  @Test
  void loggedEvent_isALineWithItsIdAndIndexAndNothingOfIt() throws Exception {
    Event event = freeze(Optional.empty());
    List<ExtLogRecord> lines = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            ExtLogRecord whole = ExtLogRecord.wrap(line);
            whole.copyMdc();
            lines.add(whole);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("dev.tallystick.logged");
    logger.addHandler(handler);
    try {
      LoggedLine.write(event, 17);
    } finally {
      logger.removeHandler(handler);
    }

    assertThat(lines)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getMdc("eventId")).isEqualTo(event.id().toString());
              assertThat(line.getMdc("logIndex")).isEqualTo("17");
              assertThat(new PatternFormatter("%s").format(line))
                  .isEqualTo("logged freeze.set " + event.id() + " at 17");
              assertThat(line.getMdcCopy().toString()).doesNotContain(PERSON);
            });
  }
}
