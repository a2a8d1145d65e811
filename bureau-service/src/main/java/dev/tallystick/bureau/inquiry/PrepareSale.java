package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.key.RegisteredSigners;
import dev.tallystick.bureau.product.ProductTerms;
import dev.tallystick.bureau.report.CreditReport;
import dev.tallystick.bureau.scoring.OwnedScorecard;
import dev.tallystick.bureau.scoring.Scorecard;
import dev.tallystick.bureau.scoring.ScorecardSource;
import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Claims;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseCost;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.party.TypedId;
import dev.tallystick.producer.EventFactory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the report, seals it to the lender and signs for it. Everything stays in memory. */
@Singleton
final class PrepareSale {
  private final ScorecardSource models;
  private final RegisteredSigners signers;
  private final EventFactory events;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PrepareSale(ScorecardSource models, RegisteredSigners signers, EventFactory events, Clock clock) {
    this.models = models;
    this.signers = signers;
    this.events = events;
    this.clock = clock;
  }

  Sale prepare(Order order, Ruling.Permit permit, Sourced sourced) {
    Instant now = clock.instant();
    String release = TypedId.draw("rel", now.toEpochMilli(), random);
    EventId event = events.drawId();
    CreditReport report =
        new CreditReport(order.product(), scorecard(order), sourced, permit.categories());
    List<OmissionJson> omitted = new ArrayList<>();
    sourced.leftOut(permit.omitted()).forEach(omission -> omitted.add(OmissionJson.of(omission)));
    sourced.omitted().forEach(omission -> omitted.add(OmissionJson.of(omission)));
    Payload payload =
        Payload.ofReport(release, report.toJson(order.inquiry(), omitted, now), random);
    String jwe =
        Jwe.seal(
            payload.plaintext(), permit.recipientKey().orElseThrow(), release, event.toString());
    ReleaseData.Sealed sealed = new ReleaseData.Sealed(payload, jwe);
    ReleaseData data = new ReleaseData(order, permit, sourced, report, sealed);
    String signature = sign(order, permit, payload, jwe, now);
    return new Sale(
        event(event, order, permit, data.signed(signature)),
        JsonForms.write(answer(order, permit, sealed, event, omitted)),
        jwe,
        permit.fee().orElseThrow(),
        permit.notAfter());
  }

  private Scorecard scorecard(Order order) {
    ProductTerms terms = order.product().terms();
    return terms
        .model()
        .flatMap(
            model ->
                models
                    .find(order.bureau(), model.id())
                    .map(OwnedScorecard::card)
                    .filter(card -> card.manifest().equals(model.manifest())))
        .map(card -> card.restrictedTo(terms.factors()))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the model of " + order.product().id() + " is not here as it was registered"));
  }

  private String sign(Order order, Ruling.Permit permit, Payload payload, String jwe, Instant now) {
    String bureau = order.bureau().value();
    Signer signer = signers.require(order.bureau());
    ReleaseFee fee = permit.fee().orElseThrow();
    return new SellerStatement(
            Claims.lasting(bureau, order.lender(), now, random),
            payload.releaseId(),
            order.inquiry().subject(),
            order.lender(),
            Optional.of(order.inquiry().product()),
            payload.digest(),
            Payload.jweDigest(jwe),
            Optional.of(
                new ReleaseCost(
                    fee.amount(),
                    fee.currency(),
                    fee.tariff().value(),
                    fee.line(),
                    fee.dedupOf().map(EventId::toString))))
        .sign(signer);
  }

  private Event event(EventId id, Order order, Ruling.Permit permit, DataReleased data) {
    try {
      Event event =
          events.createWithId(
              id,
              data.eventType().name(),
              Optional.of(order.inquiry().subject()),
              data.toJson(),
              Optional.empty(),
              permit.guards(),
              permit.advances());
      if (!event.stub().labels().contains(EventLabels.ofSubject(order.inquiry().subject()))) {
        // Filed under nobody, it would be missing from the person's list.
        throw new IllegalStateException("the release is not filed under the person");
      }
      return event;
    } catch (InvalidEventException e) {
      throw new IllegalStateException("the event of a release breaks a rule: " + e.field(), e);
    }
  }

  private static InquiryAnswerDocument answer(
      Order order,
      Ruling.Permit permit,
      ReleaseData.Sealed sealed,
      EventId event,
      List<OmissionJson> omitted) {
    return new InquiryAnswerDocument(
        order.inquiry().inquiry(),
        sealed.payload().releaseId(),
        event.toString(),
        sealed.payload().digest().hex(),
        permit.fee().orElseThrow().toJson(),
        OmissionJson.member(omitted));
  }
}
