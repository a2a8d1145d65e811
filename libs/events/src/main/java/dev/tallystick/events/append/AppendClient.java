package dev.tallystick.events.append;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.LogUnavailableException.Reason;
import dev.tallystick.tlog.NoteVerifier;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Appends events to the log, and believes nothing that the log does not prove.
 *
 * <p>Guarantee: a {@link LoggedReceipt} comes back only after the entry was recomputed from the
 * caller's own event, the inclusion proof holds, and the checkpoint is signed by the configured key
 * for its origin. In every other case the call fails, and the caller must not go on as if the event
 * were logged.
 *
 * <p>Batching: what is queued goes out in one request while no more than the configured number of
 * requests is under way, so one event alone is sent at once and many share requests. What is
 * appended together goes out together. Events of different calls may be logged in any order; who
 * needs an order waits for the first receipt.
 *
 * <p>Retries: after anything that leaves the outcome open (no or half an answer, 401, 408, 429,
 * 5xx) the same bytes are sent again until the time limit; the log answers an event it has with the
 * entry it has. A refusal ends the matter. So does an answer that proves nothing: asking again
 * would only give the same log another chance.
 *
 * <p>Thread-safe. One client a process and log is enough.
 */
public final class AppendClient implements AutoCloseable {
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
  private static final int MAX_RETRY_AFTER_SECONDS = 60;

  private final AppendSettings settings;
  private final NoteVerifier log;
  private final AppendQueue queue;
  private final AppendTransport transport;
  private final Executor executor;

  /**
   * Makes a client of the log with this key, whose name is the log's origin.
   *
   * @param token gives the access token; asked once a request, never on a caller's thread, and may
   *     block for as long as it takes to fetch a new one. If it throws, the request is tried again
   *     later
   */
  public AppendClient(AppendSettings settings, NoteVerifier log, Supplier<String> token) {
    this.settings = settings;
    this.log = log;
    this.queue = new AppendQueue(settings);
    this.transport = new AppendTransport(settings, token);
    this.executor = executor(settings.maxInFlight());
  }

  /** Threads end when they are idle, so nothing is left to shut down. */
  private static Executor executor(int threads) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            AppendClient::daemon);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "append-client");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Appends an event, and gives up after the usual time. Does not block.
   *
   * @return completes with the receipt, or exceptionally with {@link LogUnavailableException} or
   *     {@link AppendRefusedException}
   */
  public CompletableFuture<LoggedReceipt> append(Event event) {
    return append(event, settings.giveUpAfter());
  }

  private CompletableFuture<LoggedReceipt> append(Event event, Duration giveUpAfter) {
    return appendTogether(List.of(event), giveUpAfter).get(0);
  }

  /**
   * Appends events in one request, as far as one has room for them, and gives up after this time.
   * Each is logged or refused for itself. Does not block.
   *
   * @return for each event, in their order, what {@link #append(Event)} returns
   */
  public List<CompletableFuture<LoggedReceipt>> appendTogether(
      List<Event> events, Duration giveUpAfter) {
    List<PendingAppend> appends = events.stream().map(PendingAppend::new).toList();
    for (List<PendingAppend> part : queue.parts(appends)) {
      Optional<Reason> refusal = queue.admit(part);
      refusal.ifPresent(reason -> part.forEach(append -> append.fail(reason, "it was not sent")));
    }
    List<CompletableFuture<LoggedReceipt>> results = new ArrayList<>();
    for (PendingAppend append : appends) {
      results.add(append.start(giveUpAfter, () -> queue.settled(append)));
    }
    sendWhatIsReady();
    return results;
  }

  /** Appends an event and waits the usual time for its receipt. */
  public LoggedReceipt appendAndWait(Event event)
      throws LogUnavailableException, AppendRefusedException, InterruptedException {
    return appendAndWait(event, settings.giveUpAfter());
  }

  /** Appends an event and waits for its receipt, for {@code giveUpAfter} at most. */
  public LoggedReceipt appendAndWait(Event event, Duration giveUpAfter)
      throws LogUnavailableException, AppendRefusedException, InterruptedException {
    try {
      return append(event, giveUpAfter).get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof LogUnavailableException unavailable) {
        throw unavailable;
      }
      if (cause instanceof AppendRefusedException refused) {
        throw refused;
      }
      throw new AssertionError("an append ends in one of the three ways", e);
    }
  }

  /** How many events have no answer yet. */
  public int pending() {
    return queue.size();
  }

  /** Fails what has no answer yet, and everything that comes later. */
  @Override
  public void close() {
    queue.close().forEach(append -> append.fail(Reason.CLOSED, "the client was closed"));
  }

  private void sendWhatIsReady() {
    for (List<PendingAppend> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
      List<PendingAppend> next = batch;
      try {
        executor.execute(() -> send(next));
      } catch (Error noThread) {
        queue.releaseSlot();
        queue.putBack(next);
        throw noThread;
      }
    }
  }

  private void send(List<PendingAppend> batch) {
    batch.forEach(PendingAppend::startTry);
    CompletableFuture<HttpResponse<byte[]>> unused =
        transport
            .send(batch)
            .whenCompleteAsync((answer, failure) -> receive(batch, answer, failure), executor);
  }

  private void receive(
      List<PendingAppend> batch,
      @Nullable HttpResponse<byte[]> answer,
      @Nullable Throwable failure) {
    queue.releaseSlot();
    List<PendingAppend> again = batch;
    long delay = 0;
    if (answer != null) {
      again = AppendAnswer.settle(batch, answer.statusCode(), answer.body(), log);
      delay = retryAfterMillis(answer);
    } else if (failure != null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      batch.forEach(append -> append.noteFailure(isSent(cause), "the log gave no answer", cause));
    }
    if (!again.isEmpty()) {
      sendLater(again, delay);
    }
    sendWhatIsReady();
  }

  private static boolean isSent(@Nullable Throwable failure) {
    return !(failure instanceof ConnectException
        || failure instanceof HttpConnectTimeoutException
        || failure instanceof AppendTransport.NotSentException);
  }

  private void sendLater(List<PendingAppend> again, long leastDelayMillis) {
    int tries = again.stream().mapToInt(PendingAppend::tries).max().orElse(1);
    long backOff = BACKOFF.jitteredPauseAfter(tries).toMillis();
    CompletableFuture.delayedExecutor(
            Math.max(backOff, leastDelayMillis), TimeUnit.MILLISECONDS, executor)
        .execute(
            () -> {
              queue.putBack(again);
              sendWhatIsReady();
            });
  }

  private static long retryAfterMillis(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(text -> Math.min(Integer.parseInt(text), MAX_RETRY_AFTER_SECONDS) * 1000L)
        .orElse(0L);
  }
}
