package dev.tallystick.events.append;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.SampleEvents;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A log that is down, slow, cut off or refuses: what is tried again, what is not, and what the
 * caller is told.
 */
class AppendClientOutageTest {
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(60);

  private final SampleEvents events = new SampleEvents(3);
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
  void append_isTriedAgainAfterEveryUnclearOutcome() throws Exception {
    Map<String, FakeLog.Behaviour> outages = new LinkedHashMap<>();
    outages.put("503 before storing", (exchange, sent) -> FakeLog.answer(exchange, 503, ""));
    outages.put(
        "500 after storing",
        (exchange, sent) -> {
          log.store(sent);
          FakeLog.answer(exchange, 500, "{\"status\":500}");
        });
    outages.put(
        "401, the token has expired", (exchange, sent) -> FakeLog.answer(exchange, 401, ""));
    outages.put("429", (exchange, sent) -> FakeLog.answer(exchange, 429, ""));
    outages.put("connection cut before storing", (exchange, sent) -> exchange.close());
    outages.put("connection cut after storing", (exchange, sent) -> log.store(sent));
    outages.put(
        "connection cut in the middle of the answer",
        (exchange, sent) -> {
          byte[] answer = FakeLog.text(log.store(sent)).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer, 0, answer.length / 2);
          exchange.getResponseBody().flush();
        });
    outages.put(
        "line missing",
        (exchange, sent) -> {
          log.store(sent);
          FakeLog.answer(exchange, 200, "");
        });
    outages.put(
        "line cut off",
        (exchange, sent) -> {
          String answer = FakeLog.text(log.store(sent));
          FakeLog.answer(exchange, 200, answer.substring(0, answer.length() - 5));
        });
    outages.put(
        "line that says 503",
        (exchange, sent) -> FakeLog.answer(exchange, List.of(FakeLog.problem(503, "LOG_BUSY"))));
    outages.put(
        "true answer that is padded beyond all bounds",
        (exchange, sent) -> {
          String answer = FakeLog.text(log.store(sent)).strip();
          FakeLog.answer(exchange, 200, answer + " ".repeat(1 << 20) + "\n");
        });

    for (Map.Entry<String, FakeLog.Behaviour> outage : outages.entrySet()) {
      assertTriedAgain(outage.getKey(), outage.getValue(), settings());

      assertThat(log.requests()).as(outage.getKey()).hasSize(2);
    }
  }

  @Test
  void append_isTriedAgainAfterTheRequestTimeout() throws Exception {
    AppendSettings impatient = settings().withTimes(SHORT, LONG);
    assertTriedAgain(
        "too slow, after storing",
        (exchange, sent) -> {
          log.store(sent);
          log.stall();
        },
        impatient);
    assertTriedAgain(
        "answer that stalls",
        (exchange, sent) -> {
          byte[] answer = FakeLog.text(log.store(sent)).getBytes(UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer, 0, 10);
          exchange.getResponseBody().flush();
          log.stall();
        },
        impatient);
  }

  @Test
  void append_givenUpByTimeoutLetsGoOfTheConnection() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    log.then(
        (exchange, sent) -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              // The subject: an answer that never stops and never ends.
              Thread.sleep(20);
            }
          } catch (IOException e) {
            cut.countDown();
          }
        });
    try (AppendClient client = client(settings().withTimes(SHORT, LONG))) {
      client.appendAndWait(events.next());

      assertThat(cut.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private void assertTriedAgain(String name, FakeLog.Behaviour outage, AppendSettings settings)
      throws Exception {
    stopLog();
    startLog();
    log.then(outage);
    AppendSettings here =
        new AppendSettings(
            log.endpoint(), 10, 10, 2, settings.requestTimeout(), settings.giveUpAfter());
    try (AppendClient client = client(here)) {
      LoggedReceipt receipt = client.appendAndWait(events.next());

      assertThat(receipt.index()).as(name).isZero();
      assertThat(log.size()).as("%s: logged once", name).isEqualTo(1);
      assertThat(log.requests()).as(name).hasSizeGreaterThan(1);
      assertThat(log.requests())
          .as("%s: the same bytes", name)
          .extracting(FakeLog.Request::body)
          .containsOnly(log.requests().get(0).body());
    }
  }

  @Test
  void append_withLinesMissingKeepsWhatIsProvedAndAsksForTheRest() throws Exception {
    List<CompletableFuture<LoggedReceipt>> results =
        Appends.together(
            log,
            events,
            4,
            (exchange, sent) -> {
              List<JsonObject> lines = log.store(sent);
              // The third is missing, so the fourth stands in its place, and the refusal may be
              // anybody's.
              FakeLog.answer(
                  exchange,
                  List.of(lines.get(0), FakeLog.problem(409, "GUARD_MOVED"), lines.get(3)));
            });

    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).get().index()).isEqualTo(1 + i);
    }
    assertThat(log.requests())
        .extracting(request -> request.events().size())
        .containsExactly(1, 4, 3);
  }

  @Test
  void append_refusedByALineDoesNotTouchItsNeighbours() throws Exception {
    List<CompletableFuture<LoggedReceipt>> results =
        Appends.together(
            log,
            events,
            3,
            (exchange, sent) -> {
              List<JsonObject> lines = log.store(List.of(sent.get(0), sent.get(2)));
              FakeLog.answer(
                  exchange,
                  List.of(lines.get(0), FakeLog.problem(409, "GUARD_MOVED"), lines.get(1)));
            });

    assertThat(results.get(0).get().index()).isEqualTo(1);
    AppendRefusedException refusal = refusal(results.get(1));
    assertThat(refusal.code()).isEqualTo(AppendRefusedException.GUARD_MOVED);
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.problem().orElseThrow().getString("type"))
        .isEqualTo("urn:tallystick:problem:x");
    assertThat(results.get(2).get().index()).isEqualTo(2);
    assertThat(log.requests()).hasSize(2);
  }

  @Test
  void append_refusedAsAWholeIsTriedOneByOne() throws Exception {
    List<CompletableFuture<LoggedReceipt>> results =
        Appends.together(
            log,
            events,
            3,
            (exchange, sent) -> {
              log.then((again, alone) -> FakeLog.answer(again, 413, ""));
              FakeLog.answer(exchange, 413, "");
            });

    AppendRefusedException refusal = refusal(results.get(0));
    assertThat(refusal.code()).isEqualTo("HTTP_413");
    assertThat(refusal.problem()).isEmpty();
    assertThat(results.get(1).get().index()).isEqualTo(1);
    assertThat(results.get(2).get().index()).isEqualTo(2);
    assertThat(log.requests())
        .extracting(request -> request.events().size())
        .containsExactly(1, 3, 1, 1, 1);
  }

  @Test
  void append_refusedAloneTellsTheCodeOfTheProblem() throws Exception {
    log.then(
        (exchange, sent) ->
            FakeLog.answer(
                exchange, 403, FakeLog.text(List.of(FakeLog.problem(403, "NOT_AN_APPENDER")))));
    log.then((exchange, sent) -> FakeLog.answer(exchange, 302, "moved"));
    log.then((exchange, sent) -> FakeLog.answer(exchange, 400, "{\"code\":\"13800138000\"}"));
    try (AppendClient client = client(settings())) {
      assertThat(refusal(client.append(events.next())))
          .hasMessage("the log refused the event: NOT_AN_APPENDER (403)");
      assertThat(refusal(client.append(events.next())))
          .hasMessage("the log refused the event: HTTP_302 (302)");
      assertThat(refusal(client.append(events.next())))
          .hasMessage("the log refused the event: HTTP_400 (400)");
      assertThat(log.requests()).hasSize(3);
    }
  }

  @Test
  void append_refusedAfterAnUnclearTryMayBeLogged() throws Exception {
    log.then((exchange, sent) -> log.store(sent));
    log.then((exchange, sent) -> FakeLog.answer(exchange, 403, ""));
    try (AppendClient client = client(settings())) {
      LogUnavailableException failure = unavailable(client.append(events.next()));

      assertThat(failure)
          .hasMessage(
              "NO_ANSWER: the log refused to be asked again: HTTP_403; the event may be logged");
      assertThat(log.size()).isEqualTo(1);
    }
  }

  @Test
  void append_whileNobodyListensIsNotLogged() throws Exception {
    // Bound and not listening: nobody else gets the port meanwhile, and a busy machine refuses
    // late.
    try (Socket taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      AppendSettings settings =
          AppendSettings.of(URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/v1/entries"))
              .withTimes(Duration.ofSeconds(10), Duration.ofSeconds(8));
      try (AppendClient client = client(settings)) {
        LogUnavailableException failure = unavailable(client.append(events.next()));

        assertThat(failure)
            .hasMessage("NO_ANSWER: the log gave no answer; the event is not logged");
        assertThat(failure.mayBeLogged()).isFalse();
        assertThat(client.pending()).isZero();
      }
    }
  }

  @Test
  void append_whileTheLogIsDownEndsWithTheTimeLimit() throws Exception {
    for (int i = 0; i < 100; i++) {
      log.then((exchange, sent) -> FakeLog.answer(exchange, 503, ""));
    }
    try (AppendClient client = client(settings().withTimes(LONG, Duration.ofSeconds(1)))) {
      LogUnavailableException failure = unavailable(client.append(events.next()));

      assertThat(failure).hasMessage("NO_ANSWER: the log answered 503; the event may be logged");
      // At once, then after 25 to 50 ms, 50 to 100, and so on up to 500 to 1,000.
      assertThat(log.requests().size()).isBetween(2, 11);
    }
  }

  @Test
  void append_whileTheFirstTryIsUnderWayMayBeLogged() throws Exception {
    CountDownLatch givenUp = new CountDownLatch(1);
    log.then((exchange, sent) -> givenUp.await());
    try (AppendClient client = client(settings().withTimes(LONG, Duration.ofMillis(300)))) {
      LogUnavailableException failure = unavailable(client.append(events.next()));

      assertThat(failure).hasMessage("NO_ANSWER: it was not sent; the event may be logged");
      givenUp.countDown();
    }
  }

  @Test
  void append_withoutATokenIsTriedAgainAndNotLogged() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (AppendClient client =
        new AppendClient(
            settings(),
            log.verifier(),
            () -> {
              if (asked.getAndIncrement() == 0) {
                throw new IllegalStateException("the token endpoint is down");
              }
              return "token";
            })) {
      assertThat(client.appendAndWait(events.next()).index()).isZero();
      assertThat(asked).hasValue(2);
      assertThat(log.requests()).hasSize(1);
    }
  }

  @Test
  void append_waitsAsLongAsTheLogAsks() throws Exception {
    log.then(
        (exchange, sent) -> {
          exchange.getResponseHeaders().add("Retry-After", "1");
          FakeLog.answer(exchange, 503, "");
        });
    try (AppendClient client = client(settings())) {
      long start = System.nanoTime();

      client.appendAndWait(events.next());

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThanOrEqualTo(Duration.ofMillis(990));
    }
  }

  private AppendSettings settings() {
    return Appends.patient(log.endpoint());
  }

  private AppendClient client(AppendSettings settings) {
    return new AppendClient(settings, log.verifier(), () -> "token");
  }

  private static AppendRefusedException refusal(CompletableFuture<LoggedReceipt> result)
      throws Exception {
    return Appends.failure(result, AppendRefusedException.class);
  }

  private static LogUnavailableException unavailable(CompletableFuture<LoggedReceipt> result)
      throws Exception {
    LogUnavailableException failure = Appends.failure(result, LogUnavailableException.class);
    assertThat(failure.reason()).isEqualTo(Reason.NO_ANSWER);
    return failure;
  }
}
