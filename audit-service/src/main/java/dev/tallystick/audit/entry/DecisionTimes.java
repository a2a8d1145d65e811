package dev.tallystick.audit.entry;

import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.Event;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.MalformedJsonException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Reads {@code notBefore} and {@code notAfter} out of the decision an event carries, for the
 * sequencer to enforce. Only the times are read here, and they can only narrow what is accepted.
 */
final class DecisionTimes {
  private DecisionTimes() {}

  static ValidityWindow windowOf(Event event) {
    Optional<String> decision =
        event
            .data()
            .findString("decision")
            .or(() -> event.internal().flatMap(internal -> internal.findString("decision")));
    if (decision.isEmpty()) {
      return ValidityWindow.ALWAYS;
    }
    String[] parts = decision.get().split("\\.", -1);
    try {
      if (parts.length == 3
          && CanonicalJson.parse(Base64.getUrlDecoder().decode(parts[1]))
              instanceof JsonObject claims) {
        return new ValidityWindow(millis(claims, "notBefore"), millis(claims, "notAfter"));
      }
    } catch (MalformedJsonException | IllegalArgumentException | DateTimeException e) {
      throw new EntryProblem.DecisionInvalid();
    }
    throw new EntryProblem.DecisionInvalid();
  }

  private static long millis(JsonObject claims, String name) {
    return Instant.parse(claims.findString(name).orElseThrow(EntryProblem.DecisionInvalid::new))
        .toEpochMilli();
  }
}
