package dev.tallystick.events.append;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The events on their way, and the slots for requests. An event counts against the capacity from
 * its admission until its caller has an answer, also while it waits to be tried again. Thread-safe.
 */
final class AppendQueue {
  private final AppendSettings settings;
  // All below is guarded by this.
  private final Set<PendingAppend> open = new HashSet<>();
  private final Deque<PendingAppend> ready = new ArrayDeque<>();
  private int inFlight;
  private boolean closed;

  AppendQueue(AppendSettings settings) {
    this.settings = settings;
  }

  /** Takes an event in, or tells why not. */
  synchronized Optional<LogUnavailableException.Reason> admit(PendingAppend append) {
    if (closed) {
      return Optional.of(LogUnavailableException.Reason.CLOSED);
    }
    if (open.size() >= settings.queueCapacity()) {
      return Optional.of(LogUnavailableException.Reason.QUEUE_FULL);
    }
    open.add(append);
    ready.addLast(append);
    return Optional.empty();
  }

  synchronized void settled(PendingAppend append) {
    open.remove(append);
  }

  /** Puts events back in front, in their order, to be tried again. */
  synchronized void putBack(List<PendingAppend> appends) {
    for (int i = appends.size() - 1; i >= 0; i--) {
      ready.addFirst(appends.get(i));
    }
  }

  /** Takes the next batch and a slot for it, or nothing if there is no slot or no event. */
  synchronized List<PendingAppend> take() {
    List<PendingAppend> batch = new ArrayList<>();
    if (closed || inFlight == settings.maxInFlight()) {
      return batch;
    }
    int bytes = 0;
    while (!ready.isEmpty() && batch.size() < settings.maxBatch()) {
      PendingAppend next = ready.getFirst();
      boolean fits =
          bytes + next.line().length <= AppendSettings.MAX_BATCH_BYTES && !next.isAlone();
      if (!next.isSettled() && !batch.isEmpty() && !fits) {
        break;
      }
      ready.removeFirst();
      if (!next.isSettled()) {
        batch.add(next);
        bytes += next.line().length + 1;
        if (next.isAlone()) {
          break;
        }
      }
    }
    if (!batch.isEmpty()) {
      inFlight++;
    }
    return batch;
  }

  synchronized void releaseSlot() {
    inFlight--;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** Lets nothing in any more, and returns what has no answer yet. */
  synchronized List<PendingAppend> close() {
    closed = true;
    ready.clear();
    return List.copyOf(open);
  }

  synchronized int size() {
    return open.size();
  }
}
