package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.vault.consent.Ruling.Permit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of releases. A source must not learn the end user, so that stands in internal. */
@Singleton
final class ReleaseEvents {
  static final String RELEASED = "data.released";
  static final String RECEIVED = "data.received";
  private static final String UNDELIVERED = "data.undelivered";

  private final EventFactory factory;

  ReleaseEvents(EventFactory factory) {
    this.factory = factory;
  }

  EventId drawId() {
    return factory.drawId();
  }

  Event released(
      EventId id,
      VerifiedReleaseRequest wanted,
      String from,
      Permit permit,
      Payload payload,
      String jwe,
      EncryptionKey recipient) {
    ReleaseRequest request = wanted.request();
    JsonObject.Builder data =
        JsonObject.builder()
            .put("step", VerifiedReleaseRequest.TO_BUREAU)
            .put("release", payload.releaseId())
            .put("from", from)
            .put("to", request.to())
            .put("purpose", request.purpose())
            .put("endPurpose", request.endPurpose().orElseThrow())
            .put("categories", JsonArray.ofStrings(permit.categories()))
            .put("recordCount", payload.records().size())
            .put("recordsRoot", payload.recordsRoot().hex())
            .put("payloadDigest", payload.digest().hex())
            .put("jweDigest", Payload.jweDigest(jwe).hex())
            .put("recipientKey", recipient.keyId())
            .put("agreement", permit.agreement().orElseThrow());
    long disputed = payload.records().stream().filter(record -> record.has("disputed")).count();
    if (disputed > 0) {
      data.put("disputedCount", disputed);
    }
    // None where the pack opens the edge by law.
    permit.claims().findArray("consents").ifPresent(consents -> data.put("consents", consents));
    permit.omitted().ifPresent(omitted -> data.put("omitted", omitted));
    JsonObject internal =
        JsonObject.builder()
            .put("request", wanted.jws())
            .put("decision", permit.jws())
            .putIfPresent("endUser", request.endUser())
            .putIfPresent("inquiry", request.inquiry())
            .build();
    Event event =
        create(
            id,
            RELEASED,
            request.subject(),
            data.build(),
            Optional.of(internal),
            permit.guards(),
            permit.advances());
    if (!event.stub().labels().contains(EventLabels.ofSubject(request.subject()))) {
      // Filed under nobody, it would be missing from the person's list.
      throw new IllegalStateException("the release is not filed under the person");
    }
    return event;
  }

  Event undelivered(LateRelease late) {
    String reason = late.recovered() ? "RESTARTED" : late.attempts() == 0 ? "LAPSED" : "NO_ANSWER";
    return create(
        factory.drawId(),
        UNDELIVERED,
        late.subject(),
        JsonObject.builder()
            .put("release", late.event().toString())
            .put("from", late.from())
            .put("to", late.to())
            .put("reason", reason)
            .put("attempts", late.attempts())
            .build(),
        Optional.empty(),
        Map.of(),
        List.of());
  }

  private Event create(
      EventId id,
      String type,
      String subject,
      JsonObject data,
      Optional<JsonObject> internal,
      Map<String, Long> guards,
      List<String> advances) {
    try {
      return factory.createWithId(id, type, Optional.of(subject), data, internal, guards, advances);
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }
}
