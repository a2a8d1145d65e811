package dev.tallystick.events.append;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.SampleEvents;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/** Ways to append that several tests share. */
final class Appends {
  private Appends() {}

  /**
   * Appends events in one request, to which the log behaves as told, and waits until all are
   * settled.
   */
  static List<CompletableFuture<LoggedReceipt>> together(
      FakeLog log, SampleEvents events, int count, FakeLog.Behaviour behaviour) throws Exception {
    // One event holds the only slot until the others are queued.
    CountDownLatch hold = new CountDownLatch(1);
    log.then(
        (exchange, sent) -> {
          hold.await();
          FakeLog.answer(exchange, log.store(sent));
        });
    log.then(behaviour);
    AppendSettings settings = patient(log.endpoint()).withLimits(100, 100, 1);
    try (AppendClient client = new AppendClient(settings, log.verifier(), () -> "token")) {
      CompletableFuture<LoggedReceipt> first = client.append(events.next());
      List<CompletableFuture<LoggedReceipt>> results = new ArrayList<>();
      events.next(count).forEach(event -> results.add(client.append(event)));
      hold.countDown();
      first.get();
      CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
          .handle((done, failure) -> true)
          .get();
      return results;
    }
  }

  /** Settings for tests in which nothing is meant to time out, however busy the machine is. */
  static AppendSettings patient(URI endpoint) {
    return AppendSettings.of(endpoint).withTimes(Duration.ofSeconds(60), Duration.ofSeconds(60));
  }

  /** What the append failed with. */
  static <T extends Exception> T failure(CompletableFuture<LoggedReceipt> result, Class<T> kind)
      throws InterruptedException {
    try {
      result.get();
    } catch (ExecutionException e) {
      assertThat(e).cause().isInstanceOf(kind);
      return Objects.requireNonNull(kind.cast(e.getCause()));
    }
    throw new AssertionError("logged, though it should have failed");
  }
}
