package dev.tallystick.tracing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves a service about a request: where it went, and nothing about whom it was. */
class SpanCollectorTest {
  private static final String PERSON = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
  private static final String EVENT = "019cac0f-2680-72a9-afe4-79ed87b8ed11";

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private SpanReceiver receiver;
  private SdkTracerProvider provider;

  @BeforeEach
  void start() throws Exception {
    Metrics.addRegistry(meters);
    receiver = new SpanReceiver(200);
    provider = sendingTo(receiver.url());
  }

  private static SdkTracerProvider sendingTo(URI url) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new SpanCollector(Optional.of(url))))
            .build();
    GlobalOpenTelemetry.resetForTest();
    OpenTelemetrySdk unused =
        OpenTelemetrySdk.builder().setTracerProvider(provider).buildAndRegisterGlobal();
    return provider;
  }

  @AfterEach
  void stop() {
    provider.close();
    receiver.close();
    Metrics.removeRegistry(meters);
    GlobalOpenTelemetry.resetForTest();
  }

  private Tracer framework() {
    return provider.get("io.quarkus.opentelemetry");
  }

  private void flush() {
    provider.forceFlush().join(10, SECONDS);
  }

  @Test
  void frameworksSpan_saysRouteAndStatusAndNobody() throws Exception {
    Span span =
        framework()
            .spanBuilder("GET /v1/subjects/" + PERSON)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute("http.request.method", "GET")
            .setAttribute("http.route", "/v1/subjects/{token}/usage")
            .setAttribute("http.response.status_code", 200L)
            .setAttribute("url.path", "/v1/subjects/" + PERSON)
            .setAttribute("url.query", "name=Ada+Canary")
            .setAttribute("client.address", "198.51.100.23")
            .setAttribute("enduser.id", "Ada Canary")
            .startSpan();
    span.recordException(new IllegalStateException("Ada Canary is not 7"));
    span.setStatus(StatusCode.ERROR, "Ada Canary is not 7");
    span.end();
    flush();

    assertThat(receiver.spans())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.get("name").asText()).isEqualTo("GET /v1/subjects/{token}/usage");
              assertThat(names(told))
                  .containsExactlyInAnyOrder(
                      "http.request.method", "http.route", "http.response.status_code");
            });
    assertThat(receiver.text())
        .doesNotContain(PERSON)
        .doesNotContain("Canary")
        .doesNotContain("198.51.100.23");
  }

  @Test
  void nameOfAFramework_isNotBelieved() throws Exception {
    framework().spanBuilder("POST /v1/people/Ada Canary").startSpan().end();
    framework()
        .spanBuilder("Ada Canary")
        .setAttribute("http.request.method", "POST")
        .startSpan()
        .end();
    flush();

    assertThat(receiver.spans())
        .extracting(span -> span.get("name").asText())
        .containsExactlyInAnyOrder("other", "POST");
    assertThat(receiver.text()).doesNotContain("Canary");
  }

  @Test
  void callAndAppend_areSpansOfTheRequestsTrace() throws Exception {
    Span request = framework().spanBuilder("request").startSpan();
    Optional<String> sent;
    try (Scope scope = request.makeCurrent()) {
      assertThat(scope).isNotNull();
      CallSpan call = CallSpan.start("POST", "vault");
      sent = call.traceparent();
      call.answered(201);
      EntrySpan.start("append", "data.released", EVENT).logged(17);
      EntrySpan.start("append", "data.denied", EVENT).notLogged("CLOCK_SKEW");
      CallSpan.start("GET", "audit").failed(new java.io.IOException("to 198.51.100.23"));
    }
    request.end();
    flush();

    String trace = request.getSpanContext().getTraceId();
    assertThat(sent.orElseThrow()).matches("00-" + trace + "-[0-9a-f]{16}-01");
    assertThat(receiver.spans())
        .allMatch(span -> span.get("traceId").asText().equals(trace))
        .extracting(span -> span.get("name").asText())
        .contains("POST vault", "append data.released", "append data.denied", "GET audit");
    assertThat(receiver.text())
        .contains(EVENT, "\"17\"", "CLOCK_SKEW", "IOException")
        .doesNotContain("198.51.100.23");
  }

  @Test
  void entry_isASpanOfTheTraceThatItsEventNames() throws Exception {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    String parent = "00-" + trace + "-00f067aa0ba902b7-01";
    Span batch = framework().spanBuilder("batch").startSpan();
    try (Scope scope = batch.makeCurrent()) {
      assertThat(scope).isNotNull();
      EntrySpan.receive(Optional.of(parent), "log", "data.released", EVENT).logged(17);
      EntrySpan.receive(Optional.empty(), "log", "data.released", EVENT).logged(18);
    }
    EntrySpan.receive(Optional.of(parent), "log", "data.released", EVENT).logged(19);
    flush();

    assertThat(receiver.spans())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.get("traceId").asText()).isEqualTo(trace);
              assertThat(span.get("parentSpanId").asText()).isEqualTo("00f067aa0ba902b7");
              assertThat(span.get("links").get(0).get("traceId").asText())
                  .isEqualTo(batch.getSpanContext().getTraceId());
            });
  }

  @Test
  void outsideOfATrace_callsAreNotSpans() throws Exception {
    CallSpan call = CallSpan.start("GET", "audit");
    call.answered(200);
    flush();

    assertThat(call.traceparent()).isEmpty();
    assertThat(Traceparent.current()).isEmpty();
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void collectorThatIsAway_losesSpansAndIsCounted() throws Exception {
    receiver.close();
    framework().spanBuilder("lost").startSpan().end();
    flush();
    receiver = new SpanReceiver(503);
    provider = sendingTo(receiver.url());
    framework().spanBuilder("refused").startSpan().end();
    flush();

    assertThat(meters.get("tallystick.spans").tag("outcome", "LOST").counter().count())
        .isEqualTo(2);
  }

  private static List<String> names(JsonNode span) {
    return span.get("attributes").findValuesAsText("key");
  }
}
