package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.vault.category.PackCalendar;
import dev.tallystick.vault.keystore.ShreddedKey;
import dev.tallystick.vault.record.RecordErasure;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an erasure takes away, in the caller's transaction: identifiers, content, keys. All of it or
 * nothing is there after a crash.
 */
@Singleton
final class Shredding {
  private final PersonErasureRepository erasures;
  private final ErasureEvents events;
  private final ErasedIdentity identity;
  private final ErasedContent content;
  private final PackCalendar calendar;

  Shredding(
      PersonErasureRepository erasures,
      ErasureEvents events,
      ErasedIdentity identity,
      ErasedContent content,
      PackCalendar calendar) {
    this.erasures = erasures;
    this.events = events;
    this.identity = identity;
    this.content = content;
    this.calendar = calendar;
  }

  /** The day by which it is judged what a law still holds. */
  LocalDate today() {
    return calendar.today();
  }

  /**
   * Destroys, and stores what the log is to be told of it.
   *
   * @return the event to append, or nothing if a release is under way whose outcome is not known
   *     yet: its key is needed to find out
   */
  Optional<Event> shred(PersonErasure erasure, LocalDate today) {
    // First: what is stored about the person just now is seen after this, a release under way too.
    identity.awaitHolders(erasure.subject());
    if (content.isInFlight(erasure.subject(), erasure.provider())) {
      return Optional.empty();
    }
    Wish wish = erasures.wish(erasure);
    Instant now = calendar.now();
    ErasedContent.Gone gone = takeAway(erasure, wish, today);
    for (RecordErasure.Held held : gone.held()) {
      events.store(events.restricted(erasure.subject(), held));
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
    events.store(event);
    return Optional.of(event);
  }

  ErasedContent.Gone takeAway(PersonErasure erasure, Wish wish, LocalDate today) {
    String subject = erasure.subject();
    Optional<String> provider = erasure.provider();
    // First: this waits for who is storing something about the person just now.
    identity.awaitHolders(subject);
    List<ShreddedKey> keys = new ArrayList<>();
    if (provider.isPresent()) {
      content.lockConflicts();
    } else {
      keys.addAll(identity.forget(subject, wish.suppress()));
    }
    ErasedContent.Gone gone = content.takeAway(subject, provider, today);
    keys.addAll(gone.keys());
    return new ErasedContent.Gone(keys, gone.records(), gone.held());
  }
}
