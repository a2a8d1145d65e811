package dev.tallystick.audit.honey;

import dev.tallystick.events.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A honey person as its authority sees it; the token is kept nowhere. */
@RegisterForReflection // inside a Response, which tells nobody its type
record HoneyPersonJson(
    String honey, String ref, String markedBy, String markedAt, String plantedUntil) {

  static HoneyPersonJson of(HoneyPersonEntity person) {
    return new HoneyPersonJson(
        person.honey,
        person.ref,
        person.markedBy,
        Timestamps.format(person.markedMillis),
        Timestamps.format(person.plantedUntilMillis));
  }
}
