package dev.tallystick.consent.record;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Jws;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Signs what a person takes home of a consent: its terms under the field names of ISO/IEC TS 27560,
 * and the entry of the log that holds it.
 */
@Singleton
class ConsentReceipts {
  private static final String TYPE = "consent-receipt+jws";
  private static final String ISSUER = "consent-service";

  private final SigningKeys keys;
  private final Ids ids;
  private final Clock clock;

  ConsentReceipts(SigningKeys keys, Ids ids, Clock clock) {
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /** The receipt of a consent as a compact JWS. */
  String sign(GiveConsent.Given given, String subject) {
    return Jws.sign(keys.current(), TYPE, CanonicalJson.bytes(receipt(given, subject)));
  }

  private JsonObject receipt(GiveConsent.Given given, String subject) {
    NewConsent consent = given.terms();
    return JsonObject.builder()
        .put("iss", ISSUER)
        .put("receipt_id", ids.draw("rct"))
        .put("record_id", given.consent())
        .put("record_version", given.version())
        .put("schema_version", "ISO/IEC TS 27560:2023")
        .put("pii_principal_id", subject)
        .put(
            "privacy_notice",
            JsonObject.builder()
                .put("id", given.notice().id())
                .put("digest", given.notice().textHash().hex())
                .build())
        .put("language", given.notice().language())
        .put("purposes", JsonArray.of(List.of(purpose(consent))))
        .put("party_identification", JsonArray.of(parties(consent)))
        .put("event", JsonArray.of(List.of(event(given))))
        .build();
  }

  private static JsonObject purpose(NewConsent consent) {
    return JsonObject.builder()
        .put("purpose", consent.purpose())
        .put("purpose_type", consent.kind())
        .put("lawful_basis", "consent")
        .put("pii_information", JsonArray.ofStrings(List.copyOf(consent.categories())))
        .put("processing_method", consent.terms().method())
        .put("retention_period", consent.terms().retention())
        .put("jurisdiction", consent.told().jurisdiction())
        .put("recipient_third_parties", JsonArray.ofStrings(List.of(consent.recipient())))
        .put("withdrawal_method", "POST /v1/consents/{record_id}/withdrawal")
        .build();
  }

  private static List<JsonObject> parties(NewConsent consent) {
    List<JsonObject> parties = new ArrayList<>();
    consent.discloser().ifPresent(discloser -> parties.add(party(discloser, "discloser")));
    parties.add(party(consent.recipient(), "recipient"));
    return parties;
  }

  private static JsonObject party(String id, String role) {
    return JsonObject.builder().put("party_id", id).put("party_role", role).build();
  }

  private JsonObject event(GiveConsent.Given given) {
    return JsonObject.builder()
        .put("event_id", given.logged().event().toString())
        .put("event_index", given.logged().index())
        .put("event_time", Timestamps.format(clock.millis()))
        .put("event_state", "given")
        .put("event_type", "explicit")
        .put("valid_from", Timestamps.format(given.terms().terms().validFrom().toEpochMilli()))
        .put("valid_until", Timestamps.format(given.terms().terms().validUntil().toEpochMilli()))
        .build();
  }
}
