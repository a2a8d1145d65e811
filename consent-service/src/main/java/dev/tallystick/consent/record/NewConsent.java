package dev.tallystick.consent.record;

import dev.tallystick.consent.notice.ConsentNotice;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.ConsentDraft;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

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

    ConsentDraft.Origin draft() {
      return new ConsentDraft.Origin(collected.map(Collected::party), born, guardian);
    }
  }

  /** A party's word for it, and where the evidence lies. */
  record Collected(
      String party, String signature, String method, String digest, Optional<String> ref) {}

  /** What the purpose is about. */
  record PurposeObject(String kind, String ref) {}

  /** At most so many uses in a window. */
  record Frequency(long count, String window) {}

  /** How it may be used, and how long. */
  record Terms(
      String method,
      String retention,
      String form,
      Instant validFrom,
      Instant validUntil,
      Optional<Long> useLimit,
      Optional<Frequency> frequency,
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

  /** The members of the event. */
  JsonObject toData(String consent, long version, ConsentNotice shown) {
    JsonObject terms = termsAsData(consent, version, shown).build();
    JsonObject.Builder data =
        JsonObject.builder()
            .put("evidence", evidence(Hash.sha256(CanonicalJson.bytes(terms)).hex()));
    terms.forEach(data::put);
    return data.build();
  }

  /** Of a consent given here the signed-in person's own words; otherwise what the party keeps. */
  private JsonObject evidence(String termsDigest) {
    return origin
        .collected()
        .map(
            c ->
                JsonObject.builder()
                    .put("method", c.method())
                    .put("digest", c.digest())
                    .putIfPresent("ref", c.ref())
                    .build())
        .orElseGet(
            () ->
                JsonObject.builder()
                    .put("method", origin.guardian() ? "GUARDIAN_SIGNED_IN" : "SIGNED_IN")
                    .put("digest", termsDigest)
                    .build());
  }

  private JsonObject.Builder termsAsData(String consent, long version, ConsentNotice shown) {
    JsonObject.Builder data =
        JsonObject.builder()
            .put("consent", consent)
            .put("version", version)
            .put("kind", kind)
            .putIfPresent("discloser", discloser)
            .put("recipient", recipient)
            .put("purpose", purpose)
            .put("categories", JsonArray.ofStrings(List.copyOf(categories)))
            .put("method", terms.method())
            .put("retention", terms.retention())
            .put("form", terms.form())
            .put(
                "notice",
                JsonObject.builder()
                    .put("id", shown.id())
                    .put("textHash", shown.textHash())
                    .put("language", shown.language())
                    .build())
            .put("validFrom", Timestamps.format(terms.validFrom().toEpochMilli()))
            .put("validUntil", Timestamps.format(terms.validUntil().toEpochMilli()))
            .put("jurisdiction", told.jurisdiction())
            .put("channel", origin.collected().isPresent() ? "COLLECTED" : "SELF")
            .putIfPresent("collectedBy", origin.collected().map(Collected::party))
            .putIfPresent("collectorSignature", origin.collected().map(Collected::signature))
            .putIfPresent("modifies", terms.modifies())
            .putIfPresent("necessity", told.necessity())
            .putIfPresent("impact", told.impact())
            .putIfPresent("country", told.country());
    purposeObject.ifPresent(
        object ->
            data.put(
                "purposeObject",
                JsonObject.builder().put("kind", object.kind()).put("ref", object.ref()).build()));
    terms.useLimit().ifPresent(limit -> data.put("useLimit", limit));
    terms
        .frequency()
        .ifPresent(
            limit ->
                data.put(
                    "frequency",
                    JsonObject.builder()
                        .put("count", limit.count())
                        .put("window", limit.window())
                        .build()));
    if (origin.guardian()) {
      data.put("guardian", true);
    }
    if (kind.equals("WRITTEN_FINANCIAL")) {
      data.put("adverseConsequencesTold", told.adverseConsequences());
    }
    return data;
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "NewConsent[" + kind + "]";
  }
}
