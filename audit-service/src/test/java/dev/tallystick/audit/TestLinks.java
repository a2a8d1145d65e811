package dev.tallystick.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vault links tokens of one person, and takes links back. */
final class TestLinks {
  private static final String VAULT = "data-vault";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final String claim;
  private final Map<String, Long> versions = new HashMap<>();

  TestLinks(Clock clock) {
    this.clock = clock;
    this.claim = "clm_" + EventId.draw(clock.millis(), RANDOM);
  }

  /** Links the tokens, and returns the event's id. */
  String link(String token, String other) {
    JsonObject data =
        JsonObject.builder()
            .put("linked", other)
            .put("claim", claim)
            .put("scheme", "PHONE")
            .put("by", "mall-east")
            .put(
                "evidence",
                JsonObject.builder().put("method", "SMS").put("digest", "ab".repeat(32)).build())
            .build();
    return append("identity.linked", token, other, data).id().toString();
  }

  /** Takes the link back, and returns the index. */
  long unlink(String token, String other, String link) {
    JsonObject data =
        JsonObject.builder()
            .put("linked", other)
            .put("link", link)
            .put("claim", claim)
            .put("reason", "WRONG_PERSON")
            .build();
    return TestExchange.logAs(
        VAULT, event("identity.unlinked", token, other, data).toRequestJson());
  }

  private Event append(String type, String token, String other, JsonObject data) {
    Event event = event(type, token, other, data);
    TestExchange.logAs(VAULT, event.toRequestJson());
    return event;
  }

  private Event event(String type, String token, String other, JsonObject data) {
    Map<String, Long> guards = new HashMap<>();
    for (String one : List.of(token, other)) {
      String key = "identity/" + EventLabels.ofSubject(one).hex();
      long version = versions.merge(key, 1L, Long::sum) - 1;
      if (type.equals("identity.linked")) {
        guards.put(key, version);
      }
    }
    Body body =
        new Body(
            EventId.draw(clock.millis(), RANDOM), VAULT, clock.millis(), Optional.of(token), data);
    try {
      return Event.of(
          Seed.draw(RANDOM),
          Event.stubFor(EventTypes.get(type), body, guards, List.of()),
          body,
          Optional.empty());
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }
}
