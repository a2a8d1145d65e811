package dev.tallystick.events.append;

import dev.tallystick.events.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way into the log. Its bytes are made once, so that every try sends the same.
 *
 * <p>Owned by the request it is part of, one at a time; only the result is shared with the caller.
 */
final class PendingAppend {
  private final Event event;
  private final byte[] line;
  private final CompletableFuture<LoggedReceipt> result = new CompletableFuture<>();
  private final AtomicInteger tries = new AtomicInteger();
  private volatile boolean underWay;
  private volatile boolean mayBeLoggedByEarlierTry;
  private volatile boolean alone;
  private volatile String lastFailure = "it was not sent";
  private volatile @Nullable Throwable lastCause;

  PendingAppend(Event event) {
    this.event = event;
    this.line = event.toRequestJson();
  }

  Event event() {
    return event;
  }

  /** The request line; shared, and not to be written to. */
  byte[] line() {
    return line;
  }

  /** Starts the time limit, and returns what the caller waits for. */
  CompletableFuture<LoggedReceipt> start(Duration giveUpAfter, Runnable whenSettled) {
    return result
        .orTimeout(giveUpAfter.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((receipt, failure) -> whenSettled.run())
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(explain(failure)));
  }

  private Throwable explain(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? unavailable(LogUnavailableException.Reason.NO_ANSWER, lastFailure)
        : cause;
  }

  boolean isSettled() {
    return result.isDone();
  }

  /** Counts a try that is about to start; from now on the event may be logged. */
  void startTry() {
    tries.incrementAndGet();
    underWay = true;
  }

  int tries() {
    return tries.get();
  }

  /** Notes why a try led to nothing; what one try may have logged may be logged from then on. */
  void noteFailure(boolean mayBeLoggedNow, String what, @Nullable Throwable cause) {
    if (mayBeLoggedNow) {
      mayBeLoggedByEarlierTry = true;
    }
    lastFailure = what;
    lastCause = cause;
    underWay = false;
  }

  boolean mayBeLogged() {
    return underWay || mayBeLoggedByEarlierTry;
  }

  /** Whether the event gets a request of its own: one that it shared was refused as a whole. */
  boolean isAlone() {
    return alone;
  }

  void setAlone() {
    alone = true;
  }

  void succeed(LoggedReceipt receipt) {
    result.complete(receipt);
  }

  void refuse(AppendRefusedException refusal) {
    result.completeExceptionally(refusal);
  }

  void fail(LogUnavailableException.Reason reason, String detail) {
    result.completeExceptionally(unavailable(reason, detail));
  }

  private LogUnavailableException unavailable(
      LogUnavailableException.Reason reason, String detail) {
    return new LogUnavailableException(reason, mayBeLogged(), detail, lastCause);
  }
}
