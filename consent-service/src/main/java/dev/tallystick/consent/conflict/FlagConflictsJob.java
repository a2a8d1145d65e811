package dev.tallystick.consent.conflict;

import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.state.StateListener;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ConflictFlagged;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.rules.Ownership;
import dev.tallystick.rules.OwnershipRules;
import dev.tallystick.rules.PackMissingException;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.Release;
import dev.tallystick.rules.state.State;
import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jboss.logging.Logger;

/**
 * Flags in the log that a bureau got data about a user of a rival of one of its owners (R62): with
 * each release-1, of which there is one for each sale and platform. The owner is not told: the
 * entry is filed under the bureau, the rival and the person.
 */
@Singleton
class FlagConflictsJob implements StateListener {
  private static final Logger LOG = Logger.getLogger(FlagConflictsJob.class);
  private static final int BATCH_SIZE = 100;

  /** The place before every entry of a log. */
  private static final long UNKNOWN = -2;

  private final ConflictFlagRepository flags;
  private final ConflictCursorRepository cursor;
  private final ConsentEventPublisher events;
  private final Packs packs;
  private final Queue<Flag> waiting = new ConcurrentLinkedQueue<>();

  /** Those that failed; each is tried once a round, after the others. */
  private final Queue<Flag> failed = new ConcurrentLinkedQueue<>();

  /** Up to which entry everything is flagged, as far as this process has read. */
  private volatile long settledTo = UNKNOWN;

  FlagConflictsJob(
      ConflictFlagRepository flags,
      ConflictCursorRepository cursor,
      ConsentEventPublisher events,
      Packs packs) {
    this.flags = flags;
    this.cursor = cursor;
    this.events = events;
    this.packs = packs;
  }

  /** A conflict that a release shows. */
  record Flag(Release shownBy, Ownership.Stake stake) {
    String bureau() {
      return shownBy.to();
    }

    String rival() {
      return shownBy.from();
    }

    ConflictFlagEntity.Key key() {
      return new ConflictFlagEntity.Key(UUID.fromString(shownBy.event()), stake.holder());
    }

    long index() {
      return shownBy.index();
    }

    /** Shows no personal data. */
    @Override
    public String toString() {
      return "Flag[" + bureau() + " " + rival() + "]";
    }
  }

  @Override
  public void taken(LoggedEvent event, State after) {
    if (event.stub().type().equals(DataReleased.NAME)) {
      after
          .release(event.id())
          .filter(release -> release.step().equals("RELEASE_1"))
          .ifPresent(release -> look(release, after, event.recordedMillis()));
    }
  }

  /** After a start all is heard of again; what was flagged need not wait in memory. */
  private long settled() {
    if (settledTo == UNKNOWN) {
      try {
        settledTo = cursor.position();
      } catch (RuntimeException databaseAway) {
        LOG.debug("What is flagged already is found out later");
      }
    }
    return settledTo;
  }

  /**
   * A flag that is not in the table yet would be lost with its release. They wait in the order of
   * the log, so those of later releases hold up no snapshot.
   */
  @Override
  public boolean isSettled(long size) {
    Flag next = waiting.peek();
    return (next == null || next.index() >= size)
        && failed.stream().noneMatch(flag -> flag.index() < size);
  }

  private void look(Release release, State after, long millis) {
    List<Flag> shown =
        conflicts(release, after, millis).stream().map(stake -> new Flag(release, stake)).toList();
    if (!shown.isEmpty() && release.index() > settled()) {
      // All at once: what is behind the last one that waits counts as flagged.
      boolean unused = waiting.addAll(shown);
    }
  }

  private List<Ownership.Stake> conflicts(Release release, State after, long millis) {
    try {
      return OwnershipRules.conflicts(
          after, release.to(), release.from(), Instant.ofEpochMilli(millis), packs);
    } catch (PackMissingException e) {
      // Nothing is decided without the pack either; it is looked at again with the next release.
      return List.of();
    }
  }

  @Scheduled(every = "2s", delayed = "4s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  synchronized void flag() {
    long last = settled();
    for (int i = 0; i < BATCH_SIZE && !waiting.isEmpty(); i++) {
      Flag flag = waiting.element();
      last = flag.index();
      if (!isFlagged(flag)) {
        failed.add(flag);
      }
      waiting.remove();
    }
    for (Flag flag : List.copyOf(failed)) {
      if (isFlagged(flag)) {
        boolean unused = failed.remove(flag);
      }
    }
    if (failed.isEmpty() && last > settledTo) {
      settle(last);
    }
  }

  /** A release with several owners may have been flagged for the first of them only. */
  private void settle(long last) {
    Flag next = waiting.peek();
    long index = next == null ? last : Math.min(last, next.index() - 1);
    flags.settle(index);
    settledTo = index;
  }

  /** One that fails keeps no other back. */
  private boolean isFlagged(Flag flag) {
    try {
      Event event = event(flag);
      if (events.storeWith(event, () -> flags.add(flag.key(), flag.index(), event.id().value()))) {
        Optional<Logged> unused = events.publishStored(event);
      }
      return true;
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s is told later", flag);
      return false;
    }
  }

  private Event event(Flag flag) {
    ConflictFlagged data =
        ConflictFlagged.builder()
            .bureau(flag.bureau())
            .holder(flag.stake().holder())
            .basisPoints(flag.stake().basisPoints())
            .rival(flag.rival())
            .release(EventId.fromString(flag.shownBy().event()))
            .build();
    return events.event(data, flag.shownBy().subject());
  }
}
