package dev.tallystick.consent.record;

import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.type.ConsentChannel;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.EvidenceRef;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.events.type.PurposeObject;
import dev.tallystick.events.type.UseFrequency;
import dev.tallystick.rules.ConsentDraft;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A consent as a person has given it, before the rules have looked at it.
 *
 * @param recipient as written: whether it is one named party is for the rules
 */
record NewConsent(
    String kind,
    Optional<String> discloser,
    String recipient,
    String purpose,
    Optional<PurposeObject> purposeObject,
    SortedSet<String> categories,
    Terms terms,
    Told told,
    ConsentDraft.Conditions conditions,
    Origin origin) {
  /** Stands in the place of the evidence while that is made. */
  private static final EvidenceRef NO_EVIDENCE =
      new EvidenceRef("NONE", Hash.sha256(new byte[0]), Optional.empty());

  /**
   * Who brings it.
   *
   * @param collected where a party has collected it
   */
  record Origin(Optional<LocalDate> born, boolean guardian, Optional<Collected> collected) {
    Origin {
      if (guardian && collected.isPresent()) {
        throw new IllegalArgumentException("a guardian comes in person");
      }
    }

    ConsentChannel channel() {
      return collected.isPresent() ? ConsentChannel.COLLECTED : ConsentChannel.SELF;
    }

    ConsentDraft.Origin draft() {
      return new ConsentDraft.Origin(collected.map(Collected::party), born, guardian);
    }
  }

  /** A party's word for it, and where the evidence lies. */
  record Collected(
      String party, String signature, String method, String digest, Optional<String> ref) {}

  /** How it may be used, and how long. */
  record Terms(
      String method,
      String retention,
      String form,
      Instant validFrom,
      Instant validUntil,
      Optional<Long> useLimit,
      Optional<UseFrequency> frequency,
      Optional<String> modifies) {}

  /** What the person was told; the notice by its id. */
  record Told(
      String notice,
      boolean adverseConsequences,
      Optional<String> necessity,
      Optional<String> impact,
      Optional<String> country,
      String jurisdiction) {}

  /** What the rules judge. */
  ConsentDraft draft(String consent, String subject, ConsentNotice shown) {
    return new ConsentDraft(
        consent,
        kind,
        subject,
        discloser,
        List.of(recipient),
        List.of(purpose),
        categories,
        new ConsentDraft.Terms(
            terms.method(),
            terms.retention(),
            terms.form(),
            terms.validFrom(),
            terms.validUntil(),
            terms.useLimit().map(OptionalLong::of).orElse(OptionalLong.empty()),
            terms.frequency().flatMap(Windows::read),
            terms.modifies()),
        new ConsentDraft.Told(
            shown.id(),
            shown.told().recipientText(),
            told.adverseConsequences(),
            told.necessity(),
            told.impact()),
        conditions,
        origin.draft());
  }

  /**
   * The data of the event. The evidence of a consent given here is the signed-in person's own
   * words, by the hash of all other members; otherwise it is what the party keeps.
   */
  ConsentGiven toData(String consent, long version, ConsentNotice shown) {
    Optional<EvidenceRef> kept =
        origin.collected().map(c -> new EvidenceRef(c.method(), Hash.fromHex(c.digest()), c.ref()));
    ConsentGiven.Builder data = terms(consent, version, shown);
    return data.evidence(kept.orElseGet(() -> ownWords(data))).build();
  }

  private EvidenceRef ownWords(ConsentGiven.Builder data) {
    Map<String, JsonValue> terms =
        new TreeMap<>(data.evidence(NO_EVIDENCE).build().toJson().members());
    terms.remove("evidence");
    return new EvidenceRef(
        origin.guardian() ? "GUARDIAN_SIGNED_IN" : "SIGNED_IN",
        Hash.sha256(CanonicalJson.bytes(JsonObject.of(terms))),
        Optional.empty());
  }

  private ConsentGiven.Builder terms(String consent, long version, ConsentNotice shown) {
    return ConsentGiven.builder()
        .consent(new ConsentId(consent))
        .version(version)
        .kind(KindOfConsent.of(kind))
        .discloser(discloser)
        .recipient(recipient)
        .purpose(purpose)
        .purposeObject(purposeObject)
        .categories(categories)
        .method(terms.method())
        .retention(terms.retention())
        .form(ConsentGiven.Form.of(terms.form()))
        .notice(shown.toRef())
        .validFrom(terms.validFrom())
        .validUntil(terms.validUntil())
        .useLimit(terms.useLimit().map(OptionalLong::of).orElse(OptionalLong.empty()))
        .frequency(terms.frequency())
        .jurisdiction(told.jurisdiction())
        .channel(origin.channel())
        .collectedBy(origin.collected().map(Collected::party))
        .collectorSignature(origin.collected().map(Collected::signature))
        .modifies(terms.modifies().map(ConsentId::new))
        .adverseConsequencesTold(
            kind.equals(KindOfConsent.WRITTEN_FINANCIAL.wire())
                ? Optional.of(told.adverseConsequences())
                : Optional.empty())
        .necessity(told.necessity())
        .impact(told.impact())
        .country(told.country())
        .guardian(origin.guardian() ? Optional.of(true) : Optional.empty());
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "NewConsent[" + kind + "]";
  }
}
