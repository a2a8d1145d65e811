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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/**
 * Calls the suite's services for one caller: JSON there and back, problems as exceptions. Safe for
 * threads.
 *
 * <p>A service that says when it wants to be asked again is asked again then, up to twice and if
 * that is soon; each try has its own token and proof. A longer wait is the caller's, who is told of
 * it by {@link RefusedException#retryAfter}.
 */
public final class ApiClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final int MOST_TRIES = 3;
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
    return Answers.object(send(() -> authorized("GET", uri).GET()));
  }

  /** Fetches what is more than one document, such as lines. */
  public byte[] getBytes(URI uri) throws RefusedException, IOException, InterruptedException {
    return send(() -> authorized("GET", uri).GET());
  }

  /** Fetches what anybody may read, as text. */
  public String getPublic(URI uri) throws RefusedException, IOException, InterruptedException {
    return new String(send(() -> HttpRequest.newBuilder(uri).timeout(TIMEOUT).GET()), UTF_8);
  }

  /**
   * Posts a document.
   *
   * @param idempotencyKey the same for every try of the same request, so that it is done once
   */
  public JsonObject post(URI uri, JsonObject body, String idempotencyKey)
      throws RefusedException, IOException, InterruptedException {
    byte[] sent = CanonicalJson.messageBytes(body);
    byte[] answer =
        send(
            () ->
                authorized("POST", uri)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", idempotencyKey)
                    .POST(BodyPublishers.ofByteArray(sent)));
    return answer.length == 0 ? JsonObject.EMPTY : Answers.object(answer);
  }

  /** Posts documents one a line, and reads the answer's lines. */
  public List<JsonObject> postLines(URI uri, List<JsonObject> lines, String idempotencyKey)
      throws RefusedException, IOException, InterruptedException {
    byte[] sent = bytes(lines);
    return postLines(() -> lines(uri, idempotencyKey).POST(BodyPublishers.ofByteArray(sent)));
  }

  /** Posts documents one a line, compressed, and reads the answer's lines. */
  public List<JsonObject> postCompressedLines(
      URI uri, List<JsonObject> lines, String idempotencyKey)
      throws RefusedException, IOException, InterruptedException {
    byte[] sent = gzip(bytes(lines));
    return postLines(
        () ->
            lines(uri, idempotencyKey)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(sent)));
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

  private List<JsonObject> postLines(NextTry request)
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

  /** Makes the request for each try: a proof counts once. */
  @FunctionalInterface
  private interface NextTry {
    HttpRequest.Builder request() throws IOException, InterruptedException;
  }

  private byte[] send(NextTry next) throws RefusedException, IOException, InterruptedException {
    for (int tried = 1; ; tried++) {
      HttpResponse<byte[]> answer = WholeAnswer.of(http, next.request().build(), TIMEOUT);
      if (answer.statusCode() >= OK && answer.statusCode() < REDIRECT) {
        return answer.body();
      }
      Optional<Duration> wait = RetryAfter.of(answer);
      if (tried == MOST_TRIES || wait.filter(ApiClient::isShort).isEmpty()) {
        throw new RefusedException(answer.statusCode(), problem(answer.body()), wait);
      }
      TimeUnit.MILLISECONDS.sleep(wait.get().toMillis());
    }
  }

  private static boolean isShort(Duration wait) {
    return wait.compareTo(LONGEST_WAIT) <= 0;
  }

  private static JsonObject problem(byte[] body) {
    try {
      return Answers.object(body);
    } catch (MalformedAnswerException e) {
      return JsonObject.EMPTY;
    }
  }
}
