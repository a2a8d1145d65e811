package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.events.Event;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.NoteVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Appends to a replica as a service does, and asks it as its readers do. */
final class ReplicaClient {
  private final HttpClient http = HttpClient.newHttpClient();
  private final TestEvents events = new TestEvents(Clock.systemUTC());
  private final String url;
  private final LocalIssuer issuer;

  ReplicaClient(Replica replica, LocalIssuer issuer) {
    this.url = replica.url();
    this.issuer = issuer;
  }

  /** Appends an entry, which must succeed; its event. */
  String append() throws Exception {
    byte[] request = events.freeze();
    HttpResponse<String> answer = append(request);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Event.parse(request).id().toString();
  }

  /** The event of an entry that was confirmed; nothing if it was not. */
  Optional<String> appendIfItCan() throws Exception {
    byte[] request = events.freeze();
    return append(request).statusCode() == 201
        ? Optional.of(Event.parse(request).id().toString())
        : Optional.empty();
  }

  /** What an append is answered with. */
  HttpResponse<String> tryToAppend() throws Exception {
    return append(events.freeze());
  }

  private HttpResponse<String> append(byte[] request) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url + "/v1/entries"))
            .header("Authorization", "Bearer " + issuer.token(TestEvents.CLIENT))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build(),
        BodyHandlers.ofString());
  }

  /** The receipt of an event, which must hold under the key that the log publishes. */
  Receipt receipt(String event) throws Exception {
    String text = get("/v1/receipts/" + event, issuer.token(TestEvents.CLIENT)).body();
    Receipt receipt = Receipt.parse(text.getBytes(StandardCharsets.UTF_8));
    assertThat(receipt.verify(NoteVerifier.parse(key()))).isNotNull();
    return receipt;
  }

  /** The key that the log publishes. */
  String key() throws Exception {
    return get("/log/vkey", "").body().strip();
  }

  /** What a path is answered with. */
  HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** The value of a metric, as its page says it. */
  String metric(String name) throws Exception {
    String page = get("/q/metrics", issuer.operator()).body();
    return page.lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no metric " + name));
  }
}
