package dev.tallystick.system.abuse;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;

/** Requests to one operation, well formed until somebody bends them. */
final class Requests {
  static final String KEY = "Idempotency-Key";

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final String NOBODYS = "019c0000-0000-7000-8000-00000000abcd";

  private final ApiOperation operation;

  Requests(ApiOperation operation) {
    this.operation = operation;
  }

  /** To the path with ids of nothing. */
  HttpRequest.Builder plain() {
    return at(operation.path().replaceAll("\\{[^}]+}", NOBODYS), "");
  }

  /** Without the key that tells a retry. */
  HttpRequest.Builder withoutKey() {
    return HttpRequest.newBuilder(plain().build(), (name, value) -> !name.equalsIgnoreCase(KEY));
  }

  /** To the path with this text for each of its parameters, percent-encoded already. */
  HttpRequest.Builder with(String encoded) {
    return at(operation.path().replaceAll("\\{[^}]+}", Matcher.quoteReplacement(encoded)), "");
  }

  /** To the path of this party; its other parameters have the form of a key's thumbprint. */
  HttpRequest.Builder ofParty(String id) {
    String path = operation.path().replace("{id}", id).replaceAll("\\{[^}]+}", "A".repeat(43));
    return at(path, "");
  }

  HttpRequest.Builder query(String query) {
    return at(operation.path().replaceAll("\\{[^}]+}", NOBODYS), "?" + query);
  }

  private HttpRequest.Builder at(String path, String query) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(operation.base() + path + query))
            .timeout(TIMEOUT)
            .header(KEY, "abuse-" + UUID.randomUUID());
    return body(
        request,
        operation.hasBody() && operation.bodyType().equals("application/json")
            ? new SampleJson(operation).body().toString()
            : "{}");
  }

  /** With another body; none if the operation has none. */
  HttpRequest.Builder body(HttpRequest.Builder request, String body) {
    return body(request, body.getBytes(StandardCharsets.UTF_8));
  }

  HttpRequest.Builder body(HttpRequest.Builder request, byte[] body) {
    if (!operation.hasBody()) {
      return request.method(operation.method(), BodyPublishers.noBody());
    }
    return request
        .setHeader("Content-Type", operation.bodyType())
        .method(operation.method(), BodyPublishers.ofByteArray(body));
  }

  static HttpRequest.Builder as(HttpRequest.Builder request, String token) {
    return request.setHeader("Authorization", "Bearer " + token);
  }
}
