package dev.tallystick.audit.sequencing;

import dev.tallystick.audit.sealing.SealedParts;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.PartHashes;
import dev.tallystick.events.PartName;
import dev.tallystick.events.type.ClockAcknowledged;
import dev.tallystick.events.type.LogKeyAdded;
import dev.tallystick.events.type.LogKeyRetired;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event that has passed every check which needs no lock, on its way to an index. Its parts are
 * hashed and sealed already, so that the sequencer's single thread does not have to.
 */
public final class Submission {
  private final EventId id;
  private final EventType type;
  private final long timeMillis;
  private final PartHashes hashes;
  private final List<GuardVersion> guards;
  private final List<String> advances;
  private final ValidityWindow window;
  private final List<Hash> labels;
  private final boolean isSealed;
  private final @Nullable ClockAcknowledged clock;
  private final byte[] nonceStub;
  private final byte[] stub;
  private final SealedParts sealed;
  private final Consumer<AppendOutcome> whenDone;

  /**
   * A submission of {@code event}.
   *
   * @param whenDone called once, on the sequencer's thread; must return at once
   */
  public Submission(
      Event event, SealedParts sealed, ValidityWindow window, Consumer<AppendOutcome> whenDone) {
    this.id = event.id();
    this.type = event.type();
    this.timeMillis = event.timeMillis();
    this.hashes = event.hashes();
    this.guards = event.stub().guards();
    this.advances = event.stub().advances();
    this.labels = List.copyOf(event.stub().labels());
    this.isSealed = event.stub().isSealed();
    this.window = window;
    this.clock =
        type.name().equals(ClockAcknowledged.NAME)
            ? ClockAcknowledged.read(event.body().data())
            : null;
    this.nonceStub = event.nonce(PartName.STUB);
    this.stub = event.canonicalStub();
    this.sealed = sealed;
    this.whenDone = whenDone;
  }

  EventId id() {
    return id;
  }

  EventType type() {
    return type;
  }

  long timeMillis() {
    return timeMillis;
  }

  PartHashes hashes() {
    return hashes;
  }

  List<GuardVersion> guards() {
    return guards;
  }

  List<String> advances() {
    return advances;
  }

  ValidityWindow window() {
    return window;
  }

  /** What it says of the log's clock, if it is an acknowledgement. */
  Optional<ClockAcknowledged> clock() {
    return Optional.ofNullable(clock);
  }

  /** Whether it adds or retires a key of the log. */
  boolean changesKeys() {
    return type.name().equals(LogKeyAdded.NAME) || type.name().equals(LogKeyRetired.NAME);
  }

  /** What this submission holds in memory while it waits, in bytes, roughly. */
  int weight() {
    return 512 + stub.length + sealed.length();
  }

  StoredEntry row(long index, long recordedMillis) {
    return new StoredEntry(
        new StoredEntry.Head(index, id, type.code(), recordedMillis),
        new StoredEntry.Commitment(nonceStub, stub, hashes.body(), hashes.internal()),
        sealed.keyId(),
        sealed.bytes());
  }

  /** Keeps the committed row for the index. */
  void keep(StoredEntry row, FreshEntries fresh) {
    fresh.add(row, labels, isSealed);
  }

  void done(AppendOutcome outcome) {
    whenDone.accept(outcome);
  }
}
