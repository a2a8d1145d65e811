package dev.tallystick.events.append;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Sends batches as NDJSON over HTTP. Knows nothing of proofs and retries. Thread-safe. */
final class AppendTransport {
  private static final String NDJSON = "application/x-ndjson";
  // Proof and checkpoint of one event, with room for the cosignatures of many witnesses.
  private static final long MAX_ANSWER_BYTES_PER_EVENT = 64 * 1024;

  private final AppendSettings settings;
  private final Supplier<String> token;
  private final HttpClient http;

  AppendTransport(AppendSettings settings, Supplier<String> token) {
    this.settings = settings;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.requestTimeout())
            .build();
  }

  /** Asks for a token and sends the batch; whatever goes wrong comes out of the future. */
  CompletableFuture<HttpResponse<byte[]>> send(List<PendingAppend> batch) {
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(settings.endpoint())
              .timeout(settings.requestTimeout())
              .header("Authorization", "Bearer " + token.get())
              .header("Content-Type", NDJSON)
              .header("Accept", NDJSON)
              .POST(BodyPublishers.ofByteArray(lines(batch)))
              .build();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(new NotSentException(e));
    }
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request, BoundedBody.upTo(MAX_ANSWER_BYTES_PER_EVENT * batch.size()));
    // The request's own timeout ends with the header of the answer; a body may stall after that.
    return exchange
        .copy()
        .orTimeout(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete(
            (answer, failure) -> {
              if (failure instanceof TimeoutException) {
                exchange.cancel(true);
              }
            });
  }

  private static byte[] lines(List<PendingAppend> batch) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (PendingAppend append : batch) {
      lines.writeBytes(append.line());
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  /** No request was made, so nothing can have been logged. */
  static final class NotSentException extends Exception {
    private static final long serialVersionUID = 1L;

    NotSentException(RuntimeException cause) {
      super("no token for the request", cause);
    }
  }
}
