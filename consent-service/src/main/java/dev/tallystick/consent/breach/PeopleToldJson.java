package dev.tallystick.consent.breach;

import dev.tallystick.events.Event;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The entries by which people were told: one for each person, or one for all. */
@RegisterForReflection // inside a Response, which tells nobody its type
record PeopleToldJson(String breach, String noticeDigest, List<String> eventIds) {

  static PeopleToldJson of(Breach breach, List<Event> told) {
    return new PeopleToldJson(
        breach.id(),
        breach.said().noticeDigest().hex(),
        told.stream().map(event -> event.id().toString()).toList());
  }
}
