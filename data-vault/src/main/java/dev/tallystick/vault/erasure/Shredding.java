package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.vault.category.Catalogues;
import dev.tallystick.vault.conflict.SourceConflicts;
import dev.tallystick.vault.identifier.Subjects;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.keystore.ShreddedKey;
import dev.tallystick.vault.objection.ObjectionErasure;
import dev.tallystick.vault.record.RecordErasure;
import dev.tallystick.vault.release.InFlightReleases;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an erasure takes away, in the caller's transaction: identifiers, content, keys. All of it or
 * nothing is there after a crash.
 */
@Singleton
final class Shredding {
  private final PersonErasureRepository erasures;
  private final ErasureEvents events;
  private final CollectionRepository collections;
  private final Subjects subjects;
  private final RecordErasure records;
  private final InFlightReleases inFlight;
  private final ObjectionErasure objections;
  private final SourceConflicts conflicts;
  private final Keystore keystore;
  private final Catalogues catalogues;
  private final LogWriter log;
  private final Clock clock;

  Shredding(
      PersonErasureRepository erasures,
      ErasureEvents events,
      CollectionRepository collections,
      Subjects subjects,
      RecordErasure records,
      InFlightReleases inFlight,
      ObjectionErasure objections,
      SourceConflicts conflicts,
      Keystore keystore,
      Catalogues catalogues,
      LogWriter log,
      Clock clock) {
    this.erasures = erasures;
    this.events = events;
    this.collections = collections;
    this.subjects = subjects;
    this.records = records;
    this.inFlight = inFlight;
    this.objections = objections;
    this.conflicts = conflicts;
    this.keystore = keystore;
    this.catalogues = catalogues;
    this.log = log;
    this.clock = clock;
  }

  /** The day by which it is judged what a law still holds. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), catalogues.current().zone());
  }

  /**
   * Destroys, and stores what the log is to be told of it.
   *
   * @return the event to append, or nothing if a release is under way whose outcome is not known
   *     yet: its key is needed to find out
   */
  Optional<Event> shred(PersonErasure erasure, LocalDate today) {
    // First: what is stored about the person just now is seen after this, a release under way too.
    subjects.awaitHolders(erasure.subject());
    if (inFlight.isOpen(erasure.subject(), erasure.provider())) {
      return Optional.empty();
    }
    Wish wish;
    try (OpenKeys keys = keystore.open()) {
      wish = erasures.wish(keys, erasure);
    }
    Instant now = clock.instant();
    Gone gone = takeAway(erasure, wish, today);
    for (RecordErasure.Held held : gone.held()) {
      log.store(events.restricted(erasure.subject(), held));
    }
    DestructionRecord destruction = new DestructionRecord(erasure.id(), now, gone.keys());
    Event event =
        events.erased(
            erasure,
            gone.keys().size(),
            gone.records(),
            gone.held().size(),
            destruction.digest(),
            now);
    erasures.markShredded(
        erasure,
        new PersonErasure.Outcome(
            event.id(), gone.keys().size(), gone.records(), gone.held().size()),
        destruction.toText());
    log.store(event);
    return Optional.of(event);
  }

  /** What was taken away, and what was not. */
  record Gone(List<ShreddedKey> keys, int records, List<RecordErasure.Held> held) {}

  Gone takeAway(PersonErasure erasure, Wish wish, LocalDate today) {
    String subject = erasure.subject();
    Optional<String> provider = erasure.provider();
    List<ShreddedKey> keys = new ArrayList<>();
    // First: this waits for who is storing something about the person just now.
    subjects.awaitHolders(subject);
    if (provider.isPresent()) {
      conflicts.hold();
    } else {
      keys.addAll(subjects.forget(subject, wish.suppress()));
      collections.forget(subject);
    }
    inFlight.stop(subject, provider);
    inFlight.forget(subject, provider);
    objections.erase(subject, provider);
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
    keys.addAll(keystore.shred(subject, provider, classes));
    return new Gone(keys, erased, held);
  }
}
