package dev.tallystick.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.append.WholeAnswer;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Calls the suite's services for one caller: JSON there and back, problems as exceptions. Safe for
 * threads.
 */
public final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int REDIRECT = 300;

  private final HttpClient http;
  private final AccessTokens tokens;

  /** Calls in the name of whom these tokens are of. */
  public ApiClient(HttpClient http, AccessTokens tokens) {
    this.http = http;
    this.tokens = tokens;
  }

  /** Fetches a document. */
  public JsonObject get(URI uri) throws RefusedException, IOException, InterruptedException {
    return Answers.object(send(authorized("GET", uri).GET()));
  }

  /** Fetches what anybody may read, as text. */
  public String getPublic(URI uri) throws RefusedException, IOException, InterruptedException {
    return new String(send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET()), UTF_8);
  }

  /**
   * Posts a document.
   *
   * @param idempotencyKey the same for every try of the same request, so that it is done once
   */
  public JsonObject post(URI uri, JsonObject body, String idempotencyKey)
      throws RefusedException, IOException, InterruptedException {
    HttpRequest.Builder request =
        authorized("POST", uri)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofByteArray(CanonicalJson.messageBytes(body)));
    byte[] answer = send(request);
    return answer.length == 0 ? JsonObject.EMPTY : Answers.object(answer);
  }

  /** Posts documents one a line, and reads the answer's lines. */
  public List<JsonObject> postLines(URI uri, List<JsonObject> lines, String idempotencyKey)
      throws RefusedException, IOException, InterruptedException {
    return postLines(lines(uri, idempotencyKey).POST(BodyPublishers.ofByteArray(bytes(lines))));
  }

  /** Posts documents one a line, compressed, and reads the answer's lines. */
  public List<JsonObject> postCompressedLines(
      URI uri, List<JsonObject> lines, String idempotencyKey)
      throws RefusedException, IOException, InterruptedException {
    return postLines(
        lines(uri, idempotencyKey)
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip(bytes(lines)))));
  }

  private HttpRequest.Builder lines(URI uri, String idempotencyKey)
      throws IOException, InterruptedException {
    return authorized("POST", uri)
        .header("Content-Type", "application/x-ndjson")
        .header("Accept", "application/x-ndjson")
        .header("Idempotency-Key", idempotencyKey);
  }

  private static byte[] bytes(List<JsonObject> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (JsonObject line : lines) {
      bytes.writeBytes(CanonicalJson.messageBytes(line));
      bytes.write('\n');
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(plain);
    }
    return packed.toByteArray();
  }

  private List<JsonObject> postLines(HttpRequest.Builder request)
      throws RefusedException, IOException, InterruptedException {
    List<JsonObject> answers = new ArrayList<>();
    for (String line : new String(send(request), UTF_8).split("\n", -1)) {
      if (!line.isBlank()) {
        answers.add(Answers.object(line.getBytes(UTF_8)));
      }
    }
    return answers;
  }

  private HttpRequest.Builder authorized(String method, URI uri)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
    tokens.headers(method, uri).forEach(request::header);
    return request;
  }

  private byte[] send(HttpRequest.Builder request)
      throws RefusedException, IOException, InterruptedException {
    HttpResponse<byte[]> answer = WholeAnswer.of(http, request.build(), TIMEOUT);
    if (answer.statusCode() >= OK && answer.statusCode() < REDIRECT) {
      return answer.body();
    }
    throw new RefusedException(answer.statusCode(), problem(answer.body()));
  }

  private static JsonObject problem(byte[] body) {
    try {
      return Answers.object(body);
    } catch (MalformedAnswerException e) {
      return JsonObject.EMPTY;
    }
  }
}
