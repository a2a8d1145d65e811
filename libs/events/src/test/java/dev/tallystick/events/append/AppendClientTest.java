package dev.tallystick.events.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.events.Event;
import dev.tallystick.events.PartName;
import dev.tallystick.events.SampleEvents;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.tlog.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client with an honest log: receipts, batches, limits. */
class AppendClientTest {
  private final SampleEvents events = new SampleEvents(1);
  private FakeLog log;

  @BeforeEach
  void startLog() throws Exception {
    log = new FakeLog();
  }

  @AfterEach
  void stopLog() {
    log.close();
  }

  @Test
  void append_answersWithAReceiptThatHolds() throws Exception {
    Event first = events.next();
    Event second = events.next();
    try (AppendClient client = client(settings())) {
      client.appendAndWait(first);

      LoggedReceipt logged = client.appendAndWait(second);

      assertThat(logged.eventId()).isEqualTo(second.id());
      assertThat(logged.index()).isEqualTo(1);
      assertThat(logged.checkpoint().size()).isEqualTo(2);
      Receipt receipt =
          logged.toReceipt(second, EnumSet.allOf(PartName.class), Hash.sha256(new byte[0]));
      assertThat(Receipt.parse(receipt.toJson()).verify(log.verifier()).checkpoint())
          .isEqualTo(logged.checkpoint());
      assertThatThrownBy(() -> logged.toReceipt(first, Set.of(), Hash.sha256(new byte[0])))
          .hasMessage("this is the receipt of another event");
    }
  }

  @Test
  void append_ofALoggedEventAnswersWithTheFirstReceipt() throws Exception {
    Event event = events.next();
    try (AppendClient client = client(settings())) {
      LoggedReceipt first = client.appendAndWait(event);
      client.appendAndWait(events.next());

      LoggedReceipt again = client.appendAndWait(event);

      assertThat(again).isEqualTo(first);
      assertThat(log.size()).isEqualTo(2);
    }
  }

  @Test
  void append_sendsTheTokenOfTheMoment() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (AppendClient client =
        new AppendClient(settings(), log.verifier(), () -> "token-" + asked.incrementAndGet())) {
      client.appendAndWait(events.next());
      client.appendAndWait(events.next());

      assertThat(log.requests())
          .extracting(FakeLog.Request::authorization)
          .containsExactly("Bearer token-1", "Bearer token-2");
    }
  }

  @Test
  void append_sendsWhatIsQueuedInOneRequest() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    log.then(
        (exchange, sent) -> {
          hold.await();
          FakeLog.answer(exchange, log.store(sent));
        });
    List<CompletableFuture<LoggedReceipt>> results = new ArrayList<>();
    try (AppendClient client = client(settings().withLimits(100, 4, 1))) {
      for (Event event : events.next(10)) {
        results.add(client.append(event));
      }
      assertThat(client.pending()).isEqualTo(10);

      hold.countDown();
      for (CompletableFuture<LoggedReceipt> result : results) {
        result.get();
      }

      assertThat(log.requests())
          .extracting(request -> request.events().size())
          .containsExactly(1, 4, 4, 1);
      assertThat(client.pending()).isZero();
    }
  }

  @Test
  void appendTogether_leavesInOneRequest_whateverElseIsQueued() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    log.then(
        (exchange, sent) -> {
          hold.await();
          FakeLog.answer(exchange, log.store(sent));
        });
    List<CompletableFuture<LoggedReceipt>> results = new ArrayList<>();
    try (AppendClient client = client(settings().withLimits(100, 4, 1))) {
      for (Event event : events.next(4)) {
        results.add(client.append(event));
      }
      List<Event> together = events.next(2);
      results.addAll(client.appendTogether(together, settings().giveUpAfter()));
      results.add(client.append(events.next()));

      hold.countDown();
      for (CompletableFuture<LoggedReceipt> result : results) {
        result.get();
      }

      assertThat(log.requests())
          .extracting(request -> request.events().size())
          .containsExactly(1, 3, 3);
      assertThat(log.requests().get(2).events().subList(0, 2))
          .extracting(Event::id)
          .containsExactly(together.get(0).id(), together.get(1).id());
    }
  }

  @Test
  void appendTogether_beyondTheCapacity_sendsNoneOfThem() {
    try (AppendClient client = client(settings().withLimits(2, 4, 1))) {
      assertThat(client.appendTogether(events.next(3), settings().giveUpAfter()))
          .allSatisfy(
              result ->
                  assertThat(Appends.failure(result, LogUnavailableException.class).reason())
                      .isEqualTo(Reason.QUEUE_FULL));
    }
    assertThat(log.requests()).isEmpty();
  }

  @Test
  void append_keepsToTheRequestsAllowedAtOneTime() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch three = new CountDownLatch(3);
    for (int i = 0; i < 50; i++) {
      log.then(
          (exchange, sent) -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            // The first ones wait for each other, so that a slow machine does not look like a shy
            // client.
            three.countDown();
            assertThat(three.await(60, TimeUnit.SECONDS)).isTrue();
            now.decrementAndGet();
            FakeLog.answer(exchange, log.store(sent));
          });
    }
    List<CompletableFuture<LoggedReceipt>> results = new ArrayList<>();
    try (AppendClient client = client(settings().withLimits(1000, 2, 3))) {
      for (Event event : events.next(100)) {
        results.add(client.append(event));
      }
      for (CompletableFuture<LoggedReceipt> result : results) {
        result.get();
      }
    }

    assertThat(most).hasValue(3);
  }

  @Test
  void append_byManyThreadsLogsEachEventOnce() throws Exception {
    List<List<Event>> work = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      work.add(events.next(50));
    }
    Set<Long> indices = ConcurrentHashMap.newKeySet();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    try (AppendClient client = client(settings())) {
      List<Thread> threads =
          work.stream()
              .map(
                  own ->
                      new Thread(
                          () -> {
                            try {
                              for (Event event : own) {
                                indices.add(client.appendAndWait(event).index());
                              }
                            } catch (Exception e) {
                              failures.add(e);
                            }
                          }))
              .toList();

      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
    }

    assertThat(failures).isEmpty();
    assertThat(indices).hasSize(800);
    assertThat(log.size()).isEqualTo(800);
    assertThat(log.requests().size()).as("batches form by themselves").isLessThan(800);
  }

  @Test
  void append_beyondTheCapacityFailsAtOnceAndOnlyThen() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    log.then(
        (exchange, sent) -> {
          hold.await();
          FakeLog.answer(exchange, log.store(sent));
        });
    try (AppendClient client = client(settings().withLimits(3, 10, 1))) {
      List<CompletableFuture<LoggedReceipt>> taken =
          events.next(3).stream().map(client::append).toList();

      LogUnavailableException refusal =
          catchThrowableOfType(
              LogUnavailableException.class, () -> client.appendAndWait(events.next()));
      hold.countDown();
      for (CompletableFuture<LoggedReceipt> result : taken) {
        result.get();
      }

      assertThat(refusal.reason()).isEqualTo(Reason.QUEUE_FULL);
      assertThat(refusal.mayBeLogged()).isFalse();
      assertThat(client.appendAndWait(events.next()).index()).isEqualTo(3);
    }
  }

  @Test
  void close_failsWhatHasNoAnswerAndWhatComesLater() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch arrived = new CountDownLatch(1);
    log.then(
        (exchange, sent) -> {
          arrived.countDown();
          hold.await();
        });
    AppendClient client = client(settings().withLimits(10, 10, 1));
    CompletableFuture<LoggedReceipt> sent = client.append(events.next());
    arrived.await();
    CompletableFuture<LoggedReceipt> queued = client.append(events.next());

    client.close();
    CompletableFuture<LoggedReceipt> late = client.append(events.next());
    hold.countDown();

    assertClosed(sent, true);
    assertClosed(queued, false);
    assertClosed(late, false);
    assertThat(client.pending()).isZero();
  }

  private static void assertClosed(CompletableFuture<LoggedReceipt> result, boolean mayBeLogged)
      throws Exception {
    LogUnavailableException unavailable = Appends.failure(result, LogUnavailableException.class);
    assertThat(unavailable.reason()).isEqualTo(Reason.CLOSED);
    assertThat(unavailable.mayBeLogged()).isEqualTo(mayBeLogged);
  }

  @Test
  void settings_refuseLimitsThatLetNothingThrough() {
    assertThatThrownBy(() -> settings().withLimits(0, 1, 1)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> settings().withLimits(1, 0, 1)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> settings().withLimits(1, 1, 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> settings().withTimes(Duration.ZERO, Duration.ofSeconds(1)))
        .hasMessageContaining("positive");
    assertThatThrownBy(() -> settings().withTimes(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
        .hasMessageContaining("positive");
  }

  private AppendSettings settings() {
    return Appends.patient(log.endpoint());
  }

  private AppendClient client(AppendSettings settings) {
    return new AppendClient(settings, log.verifier(), () -> "token");
  }
}
