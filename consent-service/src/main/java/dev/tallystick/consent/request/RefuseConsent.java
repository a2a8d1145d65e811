package dev.tallystick.consent.request;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.consent.notice.Notices;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A person says no to a request. */
@Singleton
class RefuseConsent {
  private final OpenAsks asks;
  private final Notices notices;
  private final ConsentEventPublisher events;

  RefuseConsent(OpenAsks asks, Notices notices, ConsentEventPublisher events) {
    this.asks = asks;
    this.notices = notices;
    this.events = events;
  }

  /** The person says no; from here on the cool-down counts. */
  Logged refuse(String id, String subject) {
    ConsentAsk ask =
        asks.open(subject).stream()
            .filter(one -> one.id().equals(id))
            .findFirst()
            .orElseThrow(ConsentProblemCode.CONSENT_REQUEST_UNKNOWN::problem);
    ConsentNotice notice = notices.getOfParty(ask.notice(), ask.by());
    JsonObject data =
        JsonObject.builder()
            .put("kind", ask.sides().kind())
            .putIfPresent("discloser", ask.sides().discloser())
            .put("recipient", ask.sides().recipient())
            .put("purpose", ask.purpose())
            .put("categories", JsonArray.ofStrings(ask.categories()))
            .put(
                "notice",
                JsonObject.builder()
                    .put("id", notice.id())
                    .put("textHash", notice.textHash())
                    .put("language", notice.language())
                    .build())
            .put("channel", "SELF")
            .build();
    return events.publish(
        events.event("consent.refused", Optional.of(ask.subject()), data, Map.of(), List.of()));
  }
}
