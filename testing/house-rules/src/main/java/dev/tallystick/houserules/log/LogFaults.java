package dev.tallystick.houserules.log;

import dev.tallystick.events.EventId;
import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What goes wrong at a {@link ServedLog}, as its test asks for it. Thread-safe. */
public final class LogFaults {
  private static final int HELD_SECONDS = 30;

  private final AtomicInteger lostAnswers = new AtomicInteger();
  private final Queue<MemoryLog.Refusal> refusals = new ConcurrentLinkedQueue<>();
  private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
  private volatile boolean away;
  private volatile boolean feedStalls;
  private volatile boolean turnsAway;
  private volatile String heldType = "";
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile @Nullable EventId failing;

  LogFaults() {}

  /** From now on every request meets a closed connection, or no longer. */
  public void goAway(boolean nowAway) {
    away = nowAway;
  }

  /** From now on the feed is cut off, while all else is answered, or no longer. */
  public void stallFeed(boolean nowStalling) {
    feedStalls = nowStalling;
  }

  /**
   * From now on appends are turned away at the door, as without the role for them, or no longer.
   */
  public void turnAway(boolean nowTurningAway) {
    turnsAway = nowTurningAway;
  }

  /** The next appends are committed, and their answers are lost. */
  public void loseAnswers(int count) {
    lostAnswers.set(count);
  }

  /**
   * From now on appends of events of this type are committed, and their answers held back until
   * {@link #letAnswersGo}, or for half a minute.
   *
   * @param type by its name in prose
   */
  public void holdAnswers(String type) {
    held = new CountDownLatch(1);
    heldType = type;
  }

  /** What was held back goes, and all that follows. */
  public void letAnswersGo() {
    heldType = "";
    held.countDown();
  }

  void awaitAnswering(String events) throws IOException {
    String type = heldType;
    if (type.isEmpty() || !events.contains("." + type + ".")) {
      return;
    }
    try {
      if (!held.await(HELD_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("the answer was held back to the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** The log fails at this event, and at no other, until it is told to fail at none. */
  public void failAt(Optional<EventId> event) {
    failing = event.orElse(null);
  }

  boolean failsAt(EventId event) {
    return event.equals(failing);
  }

  /** The next append is refused with this code. */
  public void refuseNext(int status, String code) {
    refusals.add(new MemoryLog.Refusal(status, code));
  }

  /** From now on the feed cannot read the body of this entry, or no longer. */
  public void loseBody(long index, boolean nowLost) {
    if (nowLost) {
      unreadable.add(index);
    } else {
      unreadable.remove(index);
    }
  }

  boolean isBodyLost(long index) {
    return unreadable.contains(index);
  }

  boolean isAway() {
    return away;
  }

  boolean isTurningAway() {
    return turnsAway;
  }

  boolean isFeedStalling() {
    return feedStalls;
  }

  boolean losesAnswer() {
    return lostAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  void throwRefusal() throws MemoryLog.Refusal {
    MemoryLog.Refusal refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
  }
}
