package dev.tallystick.tally.log;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A log's files on a web server. What may pass is tried again: no connection, no answer in time,
 * 408, 429 and 5xx. 404 and 410 mean that there is no such file.
 */
final class WebFiles implements LogFiles {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final HttpClient client;
  private final String prefix;
  private final RetryPolicy patience;

  WebFiles(HttpClient client, String prefix, RetryPolicy patience) {
    this.client = client;
    this.prefix = prefix;
    this.patience = patience;
  }

  /** Returns a client for addresses of this kind. */
  static HttpClient client(URI address, RetryPolicy patience) {
    // Over plain HTTP the client would ask to be upgraded to version 2 with each first request.
    boolean isPlain = "http".equalsIgnoreCase(address.getScheme());
    return HttpClient.newBuilder()
        .version(isPlain ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(patience.timeout())
        .build();
  }

  @Override
  public String locate(String path) {
    return prefix + "/" + path;
  }

  @Override
  public Optional<byte[]> find(String path, int most) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(locate(path))).build();
    for (int failed = 1; ; failed++) {
      Attempt attempt = attempt(request, path, most);
      if (attempt.isAnswered()) {
        return attempt.file();
      }
      if (failed == patience.tries() || !attempt.mayPass()) {
        String times = failed == 1 ? "" : ", after %d tries".formatted(failed);
        throw new UnreachableException(locate(path) + ": " + attempt.failure() + times);
      }
      pause(attempt.retryAfter().orElse(patience.pauseAfter(failed)));
    }
  }

  /**
   * How one request went.
   *
   * @param file the file, if it has been sent
   * @param failure why it is not known whether there is one; empty if it is known
   * @param mayPass whether another try makes sense
   * @param retryAfter when the server wants to be asked again
   */
  private record Attempt(
      Optional<byte[]> file, String failure, boolean mayPass, Optional<Duration> retryAfter) {
    static Attempt answered(Optional<byte[]> file) {
      return new Attempt(file, "", false, Optional.empty());
    }

    static Attempt failed(String failure) {
      return new Attempt(Optional.empty(), failure, true, Optional.empty());
    }

    boolean isAnswered() {
      return failure.isEmpty();
    }
  }

  private Attempt attempt(HttpRequest request, String path, int most) throws IOException {
    CompletableFuture<HttpResponse<Optional<byte[]>>> answer =
        client.sendAsync(request, info -> new BoundedAnswer(most));
    try {
      return attempt(answer.get(patience.timeout().toMillis(), TimeUnit.MILLISECONDS), path, most);
    } catch (TimeoutException e) {
      answer.cancel(true);
      return Attempt.failed("no answer within %d s".formatted(patience.timeout().toSeconds()));
    } catch (ExecutionException e) {
      return Attempt.failed(reason(e));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw interrupted();
    }
  }

  private static Attempt attempt(HttpResponse<Optional<byte[]>> answer, String path, int most)
      throws WrongFileException {
    int status = answer.statusCode();
    if (status == 200) {
      if (answer.body().isEmpty()) {
        throw new WrongFileException(path, "has more than %d bytes".formatted(most));
      }
      return Attempt.answered(answer.body());
    }
    if (status == 404 || status == 410) {
      return Attempt.answered(Optional.empty());
    }
    boolean mayPass = status >= 500 || status == 408 || status == 429;
    String failure = "answered with " + status;
    return new Attempt(Optional.empty(), failure, mayPass, retryAfter(answer));
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .filter(text -> !text.isEmpty())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(wish -> wish.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wish);
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    String kind = cause == null ? "" : cause.getClass().getSimpleName();
    String message = cause == null ? null : cause.getMessage();
    return "no connection: " + kind + (message == null ? "" : " (" + message + ")");
  }

  private static void pause(Duration pause) throws IOException {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static UnreachableException interrupted() {
    Thread.currentThread().interrupt();
    return new UnreachableException("interrupted");
  }
}
