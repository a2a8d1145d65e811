package dev.tallystick.audit;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The vault links tokens of one person, and takes links back. */
final class TestLinks {
  private static final String VAULT = "data-vault";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final JsonObject EVIDENCE =
      JsonObject.builder().put("method", "SMS").put("digest", "ab".repeat(32)).build();

  private final Clock clock;
  private final String claim;

  TestLinks(Clock clock) {
    this.clock = clock;
    this.claim = "clm_" + EventId.draw(clock.millis(), RANDOM);
  }

  /** Claims that the tokens are one person's, links them, and returns the link's id. */
  String link(String token, String other) {
    return append(linked(token, other, claim(token, other))).id().toString();
  }

  /** Claims that the tokens are one person's, and returns the ids of the entries. */
  List<String> claim(String... tokens) {
    List<String> ids = new ArrayList<>();
    for (String token : tokens) {
      JsonObject data =
          JsonObject.builder()
              .put("claim", claim)
              .put("party", "mall-east")
              .put("scheme", "PHONE")
              .put("other", "CUSTOMER_NO")
              .put("evidence", EVIDENCE)
              .put("statement", "eyJ9.eyJ9.AA")
              .build();
      ids.add(append(event("identity.claimed", token, data, Map.of())).id().toString());
    }
    return ids;
  }

  /** Says that the claim is wrong. */
  void dispute(String token) {
    JsonObject data =
        JsonObject.builder()
            .put("claim", claim)
            .put("party", "mall-east")
            .put("by", "PERSON")
            .build();
    append(event("identity.disputed", token, data, Map.of()));
  }

  /** The link by the claim of which these are the entries, not logged yet. */
  Event linked(String token, String other, List<String> claimed) {
    JsonObject data =
        JsonObject.builder()
            .put("linked", other)
            .put("claim", claim)
            .put("claimed", JsonArray.ofStrings(claimed.stream().sorted().toList()))
            .put("scheme", "PHONE")
            .put("by", "mall-east")
            .put("evidence", EVIDENCE)
            .build();
    return event("identity.linked", token, data, Map.of("claim/" + claim, 0L));
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
        VAULT, event("identity.unlinked", token, data, Map.of()).toRequestJson());
  }

  private static Event append(Event event) {
    TestExchange.logAs(VAULT, event.toRequestJson());
    return event;
  }

  private Event event(String type, String token, JsonObject data, Map<String, Long> guards) {
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
