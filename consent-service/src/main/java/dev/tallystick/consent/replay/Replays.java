package dev.tallystick.consent.replay;

import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.state.AuditUnavailableProblem;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.producer.Follower;
import dev.tallystick.rules.audit.SignedClaims;
import dev.tallystick.rules.audit.WhatIf;
import dev.tallystick.rules.audit.WhatIfReport;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.state.LoggedEvent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Reads the log from its first entry on and puts each decision of a span to a pack. Nothing is kept
 * and nothing is changed; the state that decisions are made from is another one.
 */
@Singleton
class Replays {
  /** About a minute of reading; more is for a tool that reads the log by itself. */
  private static final long MAX_ENTRIES = 2_000_000;

  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final Instance<Follower> followers;
  private final Semaphore turn = new Semaphore(1);

  Replays(Instance<Follower> followers) {
    this.followers = followers;
  }

  /** A report, and how much of the log it rests on. */
  record Replayed(WhatIfReport report, long asOfSize) {}

  /**
   * Replays.
   *
   * @param types what the log tells this service of
   */
  Replayed replay(Pack pack, Instant from, Instant to, Set<String> types) {
    if (!from.isBefore(to)) {
      throw DecisionProblemCode.REPLAY_SPAN_INVALID.problem();
    }
    if (!turn.tryAcquire()) {
      throw DecisionProblemCode.REPLAY_BUSY.problem(Duration.ofSeconds(30));
    }
    Follower reader = followers.get();
    try {
      long size = size(reader);
      WhatIf whatIf =
          new WhatIf(pack, from.toEpochMilli(), to.toEpochMilli(), SignedClaims.unverified());
      reader.follow(types, -1, entry -> take(whatIf, entry, size));
      if (!reader.awaitSize(size, TIMEOUT)) {
        throw new AuditUnavailableProblem();
      }
      return new Replayed(whatIf.report(), size);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditUnavailableProblem();
    } finally {
      followers.destroy(reader);
      turn.release();
    }
  }

  private static long size(Follower reader) {
    try {
      long size = reader.currentSize();
      if (size > MAX_ENTRIES) {
        throw DecisionProblemCode.REPLAY_TOO_LONG.problem();
      }
      return size;
    } catch (LogUnavailableException e) {
      throw new AuditUnavailableProblem();
    }
  }

  /** What comes in meanwhile is not part of the report. */
  private static void take(WhatIf whatIf, FeedEntry entry, long size) {
    if (entry.index() < size) {
      whatIf.accept(
          LoggedEvent.of(entry.index(), entry.recordedMillis(), entry.stub(), entry.body()),
          Optional.empty());
    }
  }
}
