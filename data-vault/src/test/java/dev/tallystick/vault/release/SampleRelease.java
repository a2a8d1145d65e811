package dev.tallystick.vault.release;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The event of a release, as this service makes it, and the one of its acknowledgement. */
final class SampleRelease {
  private static final String HASH = "00".repeat(32);

  private SampleRelease() {}

  static Event of(String subject, EventFactory events, PublicIds ids) throws Exception {
    EventId id = events.drawId();
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_1")
            .put("release", ids.draw("rel"))
            .put("from", "mall-east")
            .put("to", "bureau-north")
            .put("purpose", "CREDIT_REPORTING_SUPPLY")
            .put("endPurpose", "LOAN_APPROVAL")
            .put(
                "consents",
                JsonArray.of(
                    List.of(
                        JsonObject.builder()
                            .put("id", ScriptedConsent.CONSENT)
                            .put("version", 1)
                            .build())))
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .put("recordCount", 1)
            .put("recordsRoot", HASH)
            .put("payloadDigest", HASH)
            .put("jweDigest", HASH)
            .put("recipientKey", "m_qcE_EzIE9Bx_-GoelDnqoanzn0ZSsdqi7oFPLoVmA")
            .put("agreement", ScriptedConsent.AGREEMENT)
            .build();
    JsonObject internal =
        JsonObject.builder().put("request", "e30.e30.AA").put("decision", "e30.e30.AA").build();
    return events.createWithId(
        id,
        "data.released",
        Optional.of(subject),
        data,
        Optional.of(internal),
        Map.of(),
        List.of());
  }

  static Event received(Event event, ScriptedEvent entry) throws Exception {
    return new EventFactory(TestClock.get(), new SecureRandom(), "audit-service")
        .create(
            "data.received",
            event.subject(),
            JsonObject.builder()
                .put("release", event.id().toString())
                .put("releaseIndex", entry.index())
                .put("releaseEntry", HASH)
                .put("from", "mall-east")
                .put("to", "bureau-north")
                .put("payloadDigest", HASH)
                .put("checkpointSize", 1)
                .put("checkpointRoot", HASH)
                .put("receivedAt", "2026-11-24T12:00:00.000Z")
                .put("receiverSignature", "e30.e30.AA")
                .build(),
            Optional.empty(),
            Map.of(),
            List.of());
  }

  /** A report that a bureau has sold, in which a bank was shown one row. */
  static Event report(String subject, String row) throws Exception {
    String id = "019c12e7-4b9d-7f25-9fe0-46f9e9261e89";
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("release", "rel_" + id)
            .put("from", "bureau-north")
            .put("to", "bank-riverside")
            .put("endUser", "bank-riverside")
            .put("inquiry", "inq_" + id)
            .put("product", "prd_" + id)
            .put("purpose", "LOAN_APPROVAL")
            .put("categories", JsonArray.ofStrings(List.of("TRAVEL.AGGREGATE")))
            .put("recordCount", 1)
            .put("recordsRoot", HASH)
            .put("rows", JsonArray.ofStrings(List.of(row)))
            .put("payloadDigest", HASH)
            .put("jweDigest", HASH)
            .put("recipientKey", "A".repeat(43))
            .put("parents", JsonArray.ofStrings(List.of(id)))
            .put(
                "fee",
                JsonObject.builder()
                    .put("amount", 100)
                    .put("currency", "CNY")
                    .put("tariff", "trf_" + id)
                    .put("line", "report")
                    .build())
            .put("request", "e30.e30.AA")
            .put("decision", "e30.e30.AA")
            .put("sellerSignature", "e30.e30.AA")
            .build();
    return new EventFactory(TestClock.get(), new SecureRandom(), "bureau-service")
        .create("data.released", Optional.of(subject), data, Optional.empty(), Map.of(), List.of());
  }
}
