package dev.tallystick.gateway.order;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.consent.AskConsent;
import dev.tallystick.gateway.consent.PersonAskState;
import dev.tallystick.gateway.consent.SealedPerson;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.document.RequestEnvelope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Takes an order one step further: reads its row, asks outside of any transaction, commits the next
 * state. Killed anywhere, it begins the same step again.
 */
@Singleton
final class AdvanceOrder {
  /** The bureau has not taken the statement, so it has bought nothing. */
  private static final Set<String> NEVER_TAKEN = Set.of("GUARD_MOVED", "REQUEST_EXPIRED");

  /** The statement has bought something whose answer is no longer to be had. */
  private static final String LAPSED = "RELEASE_LAPSED";

  /** The first try of the same statement is still being worked on. */
  private static final String IN_USE = "IDEMPOTENCY_KEY_IN_USE";

  private final OrderSteps steps;
  private final AskConsent consents;
  private final SealedPerson persons;
  private final SuiteClient suite;
  private final ReceiveReport receive;

  AdvanceOrder(
      OrderSteps steps,
      AskConsent consents,
      SealedPerson persons,
      SuiteClient suite,
      ReceiveReport receive) {
    this.steps = steps;
    this.consents = consents;
    this.persons = persons;
    this.suite = suite;
    this.receive = receive;
  }

  /** Takes it as far as it goes now. */
  void advance(String id, Clock clock) {
    Optional<ReportOrderEntity> found = steps.find(id);
    while (found.isPresent() && step(found.get(), clock)) {
      found = steps.find(id);
    }
  }

  /** Whether there is another step to be made at once. */
  private boolean step(ReportOrderEntity row, Clock clock) {
    try {
      return switch (row.state) {
        case QUEUED -> sign(row, clock);
        case SIGNED -> send(row);
        default -> false;
      };
    } catch (SuiteAwayException e) {
      steps.later(row.id, e.retryAfter());
      return false;
    }
  }

  private boolean sign(ReportOrderEntity row, Clock clock) throws SuiteAwayException {
    if (!clock.instant().isBefore(row.deadline)) {
      steps.expire(row.id);
      return false;
    }
    Optional<String> consent = consent(row);
    if (consent.isEmpty()) {
      return false;
    }
    try {
      String subject = row.subject;
      if (subject == null) {
        subject = persons.resolve(row.id, Objects.requireNonNull(row.person), row.purpose);
      }
      receive.prepare(row);
      return steps.sign(row.id, signed(row, subject, consent.get()));
    } catch (RefusedException e) {
      steps.refuse(row.id, e);
      return false;
    }
  }

  /** The consent that the order rests on; empty while there is none, or if there will be none. */
  private Optional<String> consent(ReportOrderEntity row) {
    if (row.consent != null) {
      return Optional.of(row.consent);
    }
    AskConsent.Standing standing =
        consents.standing(Objects.requireNonNull(row.consentAsk)).orElseThrow();
    if (standing.state() == PersonAskState.GIVEN) {
      return standing.consent();
    }
    if (standing.state() == PersonAskState.QUEUED || standing.state() == PersonAskState.ASKED) {
      steps.awaitConsent(row.id);
    } else {
      steps.refuse(row.id, "CONSENT_" + standing.state());
    }
    return Optional.empty();
  }

  private SignedInquiry signed(ReportOrderEntity row, String subject, String consent) {
    PartyClient party = suite.party();
    String kind = row.objectKind;
    InquiryRequest inquiry =
        new InquiryRequest(
            party.claims(row.bureau),
            party.drawId("inq"),
            subject,
            row.product,
            row.purpose,
            kind == null
                ? Optional.empty()
                : Optional.of(new PurposeReference(kind, Objects.requireNonNull(row.objectRef))),
            consent,
            row.categoryList());
    return new SignedInquiry(
        subject,
        consent,
        inquiry.inquiry(),
        inquiry.sign(party.keys().signingKey()),
        party.drawId("key"));
  }

  /** What a bureau has answered, as it stands and as it is read. */
  private record Handed(JsonObject answer, Delivery delivery) {}

  private boolean send(ReportOrderEntity row) throws SuiteAwayException {
    Optional<Delivery> kept = receive.kept(row);
    if (kept.isPresent()) {
      receive.receive(row, kept.get());
      return false;
    }
    JsonObject body = new RequestEnvelope(Objects.requireNonNull(row.request)).toJson();
    String key = Objects.requireNonNull(row.requestKey);
    Handed handed;
    try {
      handed =
          suite.ask(
              (party, api, endpoints) -> {
                JsonObject answer = api.post(endpoints.bureau("/v1/inquiries"), body, key);
                return new Handed(answer, Delivery.of(answer));
              });
    } catch (RefusedException e) {
      return refused(row, e);
    }
    try {
      receive.receive(row, handed.delivery());
    } catch (SuiteAwayException | RuntimeException e) {
      receive.keep(row, handed.answer());
      throw e;
    }
    return false;
  }

  private boolean refused(ReportOrderEntity row, RefusedException e) {
    if (e.code().equals(IN_USE)) {
      steps.later(row.id, e.retryAfter());
      return false;
    }
    if (NEVER_TAKEN.contains(e.code()) || e.code().equals(LAPSED)) {
      steps.queueAgain(row.id, e.code().equals(LAPSED));
      return false;
    }
    steps.refuse(row.id, e);
    return false;
  }
}
