package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Begins an erasure: from its commit on nothing is released, and the log will be told. */
@Singleton
class BeginErasure {
  private final PersonErasureRepository stored;
  private final ErasureEvents events;
  private final ErasedContent content;
  private final PublicIds ids;
  private final Clock clock;

  BeginErasure(
      PersonErasureRepository stored,
      ErasureEvents events,
      ErasedContent content,
      PublicIds ids,
      Clock clock) {
    this.stored = stored;
    this.events = events;
    this.content = content;
    this.ids = ids;
    this.clock = clock;
  }

  /** An erasure that was begun, and the event to tell of it. */
  record Begun(PersonErasure erasure, Optional<Event> event) {}

  /**
   * Begins an erasure, unless there is one and nothing has come in since.
   *
   * @param provider only what this party has deposited; everything when empty
   */
  @Transactional
  Begun begin(String subject, Optional<String> provider, PersonErasure.Ground ground, Wish wish) {
    stored.lockPerson(subject);
    Optional<PersonErasure> earlier =
        stored.of(subject).stream()
            .filter(one -> one.provider().isEmpty() || one.provider().equals(provider))
            .findFirst();
    if (earlier.isPresent() && (!earlier.get().isOver() || !content.isAny(subject, provider))) {
      return new Begun(earlier.get(), Optional.empty());
    }
    // Any name could stand here, and each would be an entry for ever.
    if (earlier.isEmpty() && provider.isPresent() && !content.isAny(subject, provider)) {
      throw new VaultProblem(VaultProblemCode.NOTHING_TO_ERASE);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    String id = ids.draw("era");
    Event event = events.started(id, subject, provider, ground, now);
    PersonErasure erasure =
        new PersonErasure(
            id, subject, provider, ground, ErasureState.STARTED, now, event.id(), Optional.empty());
    stored.add(erasure, wish);
    content.stop(subject, provider);
    events.store(event);
    return new Begun(erasure, Optional.of(event));
  }
}
