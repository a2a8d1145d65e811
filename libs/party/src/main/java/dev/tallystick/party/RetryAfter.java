package dev.tallystick.party;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a service wants to be left alone: the header {@code Retry-After} in seconds. */
final class RetryAfter {
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final int TOO_MANY = 429;
  private static final int BUSY = 503;

  private RetryAfter() {}

  /** What an answer asks for; empty if it is no refusal that passes, or says no time. */
  static Optional<Duration> of(HttpResponse<?> answer) {
    if (answer.statusCode() != TOO_MANY && answer.statusCode() != BUSY) {
      return Optional.empty();
    }
    return answer
        .headers()
        .firstValue("Retry-After")
        .map(String::strip)
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }
}
