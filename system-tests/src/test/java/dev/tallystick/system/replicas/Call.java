package dev.tallystick.system.replicas;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/** Requests to a service, with whatever comes back. */
final class Call {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Call() {}

  /** An answer; of 2xx what it says, of others the problem. */
  record Answer(int status, JsonObject json) {
    boolean isDone() {
      return status / 100 == 2;
    }

    String code() {
      return json.findString("code").orElse(Integer.toString(status));
    }
  }

  static Answer post(URI service, String token, String path, JsonObject body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(service + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(CanonicalJson.text(body))));
  }

  static String get(URI service, String token, String path)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(service + path))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(60))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    try {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      return new Answer(
          answer.statusCode(),
          CanonicalJson.parseMessage(body) instanceof JsonObject json ? json : JsonObject.EMPTY);
    } catch (MalformedJsonException e) {
      return new Answer(answer.statusCode(), JsonObject.EMPTY);
    }
  }
}
