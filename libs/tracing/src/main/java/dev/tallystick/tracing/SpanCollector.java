package dev.tallystick.tracing;

import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends spans to a collector by OTLP over HTTP, in JSON. It is the only way by which they leave the
 * service, and they leave it as {@link PlainSpan}s. A collector that is away loses them: no request
 * waits for it, and nothing is kept.
 */
@Singleton
public class SpanCollector implements SpanExporter {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Optional<URI> address;
  private final HttpClient http;

  /**
   * A way to this collector.
   *
   * @param url its base address, to which {@code /v1/traces} is added; without one no span leaves
   */
  @Inject
  public SpanCollector(@ConfigProperty(name = "tallystick.traces.url") Optional<URI> url) {
    this.address =
        url.map(base -> URI.create(base.toString().replaceAll("/+$", "") + "/v1/traces"));
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    if (address.isEmpty()) {
      return CompletableResultCode.ofSuccess();
    }
    CompletableResultCode result = new CompletableResultCode();
    CompletableFuture<?> unused =
        http.sendAsync(request(address.get(), spans), BodyHandlers.discarding())
            .whenComplete(
                (answer, failure) -> {
                  boolean isTaken = failure == null && answer.statusCode() / 100 == 2;
                  Metrics.counter("tallystick.spans", "outcome", isTaken ? "SENT" : "LOST")
                      .increment(spans.size());
                  if (isTaken) {
                    result.succeed();
                  } else {
                    result.fail();
                  }
                });
    return result;
  }

  private static HttpRequest request(URI address, Collection<SpanData> spans) {
    List<SpanData> plain = spans.stream().<SpanData>map(PlainSpan::new).toList();
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try {
      TraceRequestMarshaler.create(plain).writeJsonTo(json);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes what is written", e);
    }
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofByteArray(json.toByteArray()))
        .build();
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
