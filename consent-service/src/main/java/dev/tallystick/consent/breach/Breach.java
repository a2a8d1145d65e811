package dev.tallystick.consent.breach;

import dev.tallystick.events.type.BreachDetected;
import java.time.Instant;
import java.util.Optional;

/**
 * A breach, and who has been told of it.
 *
 * @param said what its entry says
 * @param authorityToldAt when an authority was first told
 * @param told how many persons were told by name
 * @param announcedAt when it was first announced to all
 */
record Breach(
    BreachDetected said,
    Optional<Instant> authorityToldAt,
    long told,
    Optional<Instant> announcedAt) {

  static Breach of(BreachDetected said) {
    return new Breach(said, Optional.empty(), 0, Optional.empty());
  }

  String id() {
    return said.breach().value();
  }

  /** Whether everybody concerned, as far as known, was told. */
  boolean arePeopleTold() {
    return announcedAt.isPresent() || told >= said.count();
  }

  Breach withAuthorityTold(Instant at) {
    return authorityToldAt.isPresent()
        ? this
        : new Breach(said, Optional.of(at), told, announcedAt);
  }

  Breach withAnnounced(Instant at) {
    return announcedAt.isPresent()
        ? this
        : new Breach(said, authorityToldAt, told, Optional.of(at));
  }

  Breach withOneMoreTold() {
    return new Breach(said, authorityToldAt, told + 1, announcedAt);
  }
}
