package dev.tallystick.consent.record;

import dev.tallystick.consent.PersonProblemCode;
import dev.tallystick.events.type.PurposeObject;
import dev.tallystick.events.type.UseFrequency;
import dev.tallystick.rules.ConsentDraft;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.Frequency;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.Optional;

/**
 * The terms of a consent that moves: those of the old one with another bureau in its place.
 *
 * @param isRecipient whether the bureau gets the data; otherwise it gives them
 * @param to the other bureau
 */
record MovedTerms(Consent old, boolean isRecipient, String to) {
  private static final String BUREAU = "BUREAU";
  private static final String TO = "to";

  /** Finds the bureau's side; refuses a consent that cannot move, or not there. */
  static MovedTerms of(State state, Consent old, String to) {
    boolean gets = isBureau(state, old.recipient());
    boolean gives = old.discloser().filter(party -> isBureau(state, party)).isPresent();
    require(gets || gives, "id", "of-a-bureau");
    require(old.modifier().modifies().isEmpty(), "id", "adds-to-no-other");
    require(!(gets ? old.recipient() : old.discloser().orElse("")).equals(to), TO, "other-bureau");
    return new MovedTerms(old, gets, to);
  }

  private static boolean isBureau(State state, String party) {
    return state.party(party).flatMap(Party::role).filter(BUREAU::equals).isPresent();
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw PersonProblemCode.CONSENT_NOT_MOVABLE.problem(field, rule);
    }
  }

  /**
   * The new consent.
   *
   * @param uses how often the old one was used: what is left of a limit goes along
   */
  NewConsent toConsent(ConsentMoveJson request, NewConsent.Origin origin, long uses, Instant now) {
    Consent.Scope scope = old.scope();
    return new NewConsent(
        old.kind(),
        isRecipient ? old.discloser() : Optional.of(to),
        isRecipient ? to : old.recipient(),
        scope.purpose(),
        purposeObject(scope),
        scope.categories(),
        terms(uses, now),
        new NewConsent.Told(
            request.notice(),
            Boolean.TRUE.equals(request.adverseConsequencesTold()),
            Optional.ofNullable(request.necessity()),
            Optional.ofNullable(request.impact()),
            old.origin().country(),
            Optional.ofNullable(request.jurisdiction()).orElse("CN")),
        ConsentDraft.Conditions.NONE,
        origin);
  }

  private static Optional<PurposeObject> purposeObject(Consent.Scope scope) {
    return scope
        .objectKind()
        .flatMap(
            kind ->
                scope.objectRef().map(ref -> new PurposeObject(PurposeObject.Kind.of(kind), ref)));
  }

  private NewConsent.Terms terms(long uses, Instant now) {
    Consent.Terms terms = old.terms();
    Instant from = Instant.ofEpochMilli(terms.validFromMillis());
    Optional<Long> left =
        terms.useLimit().isPresent()
            ? Optional.of(terms.useLimit().getAsLong() - uses)
            : Optional.empty();
    require(left.isEmpty() || left.get() > 0, "id", "uses-left");
    return new NewConsent.Terms(
        old.scope().method(),
        old.scope().retention(),
        terms.form(),
        from.isAfter(now) ? from : now,
        Instant.ofEpochMilli(terms.validUntilMillis()),
        left,
        terms.frequency().map(MovedTerms::frequency),
        Optional.empty());
  }

  private static UseFrequency frequency(Frequency limit) {
    String days = limit.days().isZero() ? "P" : limit.days().toString();
    String time = limit.time().isZero() ? "" : limit.time().toString().substring(1);
    return new UseFrequency(limit.count(), days + time);
  }
}
