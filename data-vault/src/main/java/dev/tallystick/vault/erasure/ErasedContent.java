package dev.tallystick.vault.erasure;

import dev.tallystick.vault.conflict.SourceConflicts;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.ShreddedKey;
import dev.tallystick.vault.record.RecordErasure;
import dev.tallystick.vault.release.InFlightReleases;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is kept about a person, for whoever erases it; in the caller's transaction. */
@Singleton
final class ErasedContent {
  private final RecordErasure records;
  private final InFlightReleases inFlight;
  private final ErasedWords words;
  private final SourceConflicts conflicts;
  private final Keystore keystore;

  ErasedContent(
      RecordErasure records,
      InFlightReleases inFlight,
      ErasedWords words,
      SourceConflicts conflicts,
      Keystore keystore) {
    this.records = records;
    this.inFlight = inFlight;
    this.words = words;
    this.conflicts = conflicts;
    this.keystore = keystore;
  }

  /** From the caller's commit on, nothing of it is released. */
  void stop(String subject, Optional<String> provider) {
    records.stop(subject, provider);
    inFlight.stop(subject, provider);
  }

  /** Whether there is anything that is not restricted for good. */
  boolean isAny(String subject, Optional<String> provider) {
    return records.isAny(subject, provider) || words.isAny(subject, provider);
  }

  /** Whether the outcome of a release is not known yet: its key is needed to find out. */
  boolean isInFlight(String subject, Optional<String> provider) {
    return inFlight.isOpen(subject, provider);
  }

  /** Keeps others from comparing what sources state, until the caller's transaction ends. */
  void lockConflicts() {
    conflicts.hold();
  }

  /** What was taken away, and what was not. */
  record Gone(List<ShreddedKey> keys, int records, List<RecordErasure.Held> held) {
    Gone {
      keys = List.copyOf(keys);
      held = List.copyOf(held);
    }
  }

  /** Takes away all that no law holds, and destroys the keys of it. */
  Gone takeAway(String subject, Optional<String> provider, LocalDate today) {
    inFlight.stop(subject, provider);
    inFlight.forget(subject, provider);
    words.erase(subject, provider);
    List<RecordErasure.Held> held = records.held(subject, provider, today);
    int erased = records.erase(subject, provider, today);
    if (provider.isPresent()) {
      // Stored; the outbox brings them to the log.
      var unusedEvents = conflicts.lookAtPerson(subject);
    }
    Set<RetentionClass> classes = EnumSet.allOf(RetentionClass.class);
    if (!held.isEmpty()) {
      classes.remove(RetentionClass.ADVERSE);
    }
    return new Gone(keystore.shred(subject, provider, classes), erased, held);
  }
}
