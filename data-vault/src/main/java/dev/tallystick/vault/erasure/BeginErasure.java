package dev.tallystick.vault.erasure;

import dev.tallystick.events.Event;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

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
   * Begins an erasure under each of a person's tokens, all of them or none.
   *
   * @param subjects the tokens, in their order, so that two who begin do not wait for each other
   * @throws VaultProblem if there is nothing to erase under any of them
   */
  @Transactional
  List<Begun> beginAll(
      SortedSet<String> subjects,
      Optional<String> provider,
      PersonErasure.Ground ground,
      Wish wish) {
    List<Begun> begun = new ArrayList<>();
    for (String subject : subjects) {
      begunAt(subject, provider, ground, wish).ifPresent(begun::add);
    }
    if (begun.isEmpty()) {
      throw new VaultProblem(VaultProblemCode.NOTHING_TO_ERASE);
    }
    return begun;
  }

  /**
   * Begins an erasure, unless there is one and nothing has come in since.
   *
   * @param provider only what this party has deposited; everything when empty
   */
  @Transactional
  Begun begin(String subject, Optional<String> provider, PersonErasure.Ground ground, Wish wish) {
    return begunAt(subject, provider, ground, wish)
        .orElseThrow(VaultProblemCode.NOTHING_TO_ERASE::problem);
  }

  /** The erasure under a token; nothing if nothing is there to erase. */
  private Optional<Begun> begunAt(
      String subject, Optional<String> provider, PersonErasure.Ground ground, Wish wish) {
    stored.lockPerson(subject);
    Optional<PersonErasure> earlier =
        stored.of(subject).stream()
            .filter(one -> one.provider().isEmpty() || one.provider().equals(provider))
            .findFirst();
    if (earlier.isPresent() && (!earlier.get().isOver() || !content.isAny(subject, provider))) {
      return Optional.of(new Begun(earlier.get(), Optional.empty()));
    }
    // Any name could stand here, and each would be an entry for ever.
    if (earlier.isEmpty() && provider.isPresent() && !content.isAny(subject, provider)) {
      return Optional.empty();
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
    return Optional.of(new Begun(erasure, Optional.of(event)));
  }
}
