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
 * its admission until its caller has an answer, also while it waits to be tried again. Events that
 * were admitted together leave in one request. Thread-safe.
 */
final class AppendQueue {
  private final AppendSettings settings;
  // All below is guarded by this.
  private final Set<PendingAppend> open = new HashSet<>();
  private final Deque<List<PendingAppend>> ready = new ArrayDeque<>();
  private int inFlight;
  private boolean closed;

  AppendQueue(AppendSettings settings) {
    this.settings = settings;
  }

  /** Takes events in that leave together, all of them or none, or tells why not. */
  synchronized Optional<LogUnavailableException.Reason> admit(List<PendingAppend> together) {
    if (closed) {
      return Optional.of(LogUnavailableException.Reason.CLOSED);
    }
    if (open.size() + together.size() > settings.queueCapacity()) {
      return Optional.of(LogUnavailableException.Reason.QUEUE_FULL);
    }
    open.addAll(together);
    ready.addLast(together);
    return Optional.empty();
  }

  synchronized void settled(PendingAppend append) {
    open.remove(append);
  }

  /** Puts events back in front, in their order, to be tried again. */
  synchronized void putBack(List<PendingAppend> appends) {
    for (int i = appends.size() - 1; i >= 0; i--) {
      ready.addFirst(List.of(appends.get(i)));
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
      List<PendingAppend> next =
          ready.getFirst().stream().filter(append -> !append.isSettled()).toList();
      boolean alone = next.stream().anyMatch(PendingAppend::isAlone);
      boolean fits =
          batch.size() + next.size() <= settings.maxBatch()
              && bytes + size(next) <= AppendSettings.MAX_BATCH_BYTES
              && !alone;
      if (!next.isEmpty() && !batch.isEmpty() && !fits) {
        break;
      }
      ready.removeFirst();
      batch.addAll(next);
      bytes += size(next);
      if (alone) {
        break;
      }
    }
    if (!batch.isEmpty()) {
      inFlight++;
    }
    return batch;
  }

  /** The bytes of these events in a request. */
  private static int size(List<PendingAppend> appends) {
    return appends.stream().mapToInt(append -> append.line().length + 1).sum();
  }

  /** These events in their order, in parts that a request has room for. */
  List<List<PendingAppend>> parts(List<PendingAppend> appends) {
    List<List<PendingAppend>> parts = new ArrayList<>();
    List<PendingAppend> part = new ArrayList<>();
    int bytes = 0;
    for (PendingAppend append : appends) {
      int more = size(List.of(append));
      boolean fits =
          part.size() < settings.maxBatch() && bytes + more <= AppendSettings.MAX_BATCH_BYTES;
      if (!part.isEmpty() && !fits) {
        parts.add(part);
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(append);
      bytes += more;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
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
