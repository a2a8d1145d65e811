package dev.tallystick.consent.record;

import dev.tallystick.consent.Ids;
import dev.tallystick.consent.document.ConsentReceipt;
import dev.tallystick.consent.document.ReceiptEvent;
import dev.tallystick.consent.document.ReceiptNotice;
import dev.tallystick.consent.document.ReceiptParty;
import dev.tallystick.consent.document.ReceiptPurpose;
import dev.tallystick.consent.signing.SigningKeys;
import dev.tallystick.events.json.CanonicalJson;
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
    return Jws.sign(keys.current(), TYPE, CanonicalJson.bytes(receipt(given, subject).toJson()));
  }

  private ConsentReceipt receipt(GiveConsent.Given given, String subject) {
    NewConsent consent = given.terms();
    return ConsentReceipt.builder()
        .iss(ISSUER)
        .receiptId(ids.draw("rct"))
        .recordId(given.consent())
        .recordVersion(given.version())
        .schemaVersion("ISO/IEC TS 27560:2023")
        .piiPrincipalId(subject)
        .privacyNotice(new ReceiptNotice(given.notice().id(), given.notice().textHash()))
        .language(given.notice().language())
        .purposes(List.of(purpose(consent)))
        .partyIdentification(parties(consent))
        .event(List.of(event(given)))
        .build();
  }

  private static ReceiptPurpose purpose(NewConsent consent) {
    return ReceiptPurpose.builder()
        .purpose(consent.purpose())
        .purposeType(consent.kind())
        .lawfulBasis("consent")
        .piiInformation(List.copyOf(consent.categories()))
        .processingMethod(consent.terms().method())
        .retentionPeriod(consent.terms().retention())
        .jurisdiction(consent.told().jurisdiction())
        .recipientThirdParties(List.of(consent.recipient()))
        .withdrawalMethod("POST /v1/consents/{record_id}/withdrawal")
        .build();
  }

  private static List<ReceiptParty> parties(NewConsent consent) {
    List<ReceiptParty> parties = new ArrayList<>();
    consent
        .discloser()
        .ifPresent(discloser -> parties.add(new ReceiptParty(discloser, "discloser")));
    parties.add(new ReceiptParty(consent.recipient(), "recipient"));
    return parties;
  }

  private ReceiptEvent event(GiveConsent.Given given) {
    return ReceiptEvent.builder()
        .eventId(given.logged().event().toString())
        .eventIndex(given.logged().index())
        .eventTime(clock.instant())
        .eventState("given")
        .eventType("explicit")
        .validFrom(given.terms().terms().validFrom())
        .validUntil(given.terms().terms().validUntil())
        .build();
  }
}
