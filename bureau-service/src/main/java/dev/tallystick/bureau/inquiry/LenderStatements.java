package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.directory.Parties;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRepository;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.Expected;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.document.StatementClaims;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/** Reads what lenders say, and believes it for their signature. */
@Singleton
final class LenderStatements {
  private final BureauRepository bureaus;
  private final Parties parties;
  private final Clock clock;

  LenderStatements(BureauRepository bureaus, Parties parties, Clock clock) {
    this.bureaus = bureaus;
    this.parties = parties;
    this.clock = clock;
  }

  /**
   * The bureau that a statement names, unverified: good for finding out what was asked of it before
   * under the caller's key, and for nothing else.
   *
   * @throws BureauProblem if it is no statement, or names no bureau of this service
   */
  BureauId bureau(String jws) {
    return claimedAudience(jws)
        .filter(BureauId::isForm)
        .map(BureauId::new)
        .filter(bureaus::has)
        .orElseThrow(() -> new BureauProblem(BureauProblemCode.REQUEST_AUDIENCE_WRONG));
  }

  private static Optional<String> claimedAudience(String jws) {
    String[] parts = jws.split("\\.", -1);
    try {
      if (parts.length == 3
          && CanonicalJson.parse(Base64.getUrlDecoder().decode(parts[1]))
              instanceof JsonObject payload) {
        return new StatementClaims.Partial(payload).aud();
      }
    } catch (IllegalArgumentException | MalformedJsonException e) {
      // Told below, like a text without parts.
    }
    throw new BureauProblem(BureauProblemCode.REQUEST_MALFORMED);
  }

  /**
   * The lender's statement.
   *
   * @throws BureauProblem if the lender has not said this, to this bureau, now
   */
  InquiryRequest verify(String jws, String lender, BureauId bureau) {
    return verified(InquiryRequest::verify, jws, lender, bureau);
  }

  /**
   * The lender's standing inquiry.
   *
   * @throws BureauProblem if the lender has not said this, to this bureau, or it has expired
   */
  InquiryRequest verifyStanding(String jws, String lender, BureauId bureau) {
    return verified(InquiryRequest::verifyStanding, jws, lender, bureau);
  }

  /** How a kind of inquiry is verified. */
  private interface Kind {
    InquiryRequest verify(String jws, VerificationKeys keys, Expected expected)
        throws InvalidStatementException;
  }

  private InquiryRequest verified(Kind kind, String jws, String lender, BureauId bureau) {
    try {
      return kind.verify(
          jws, parties.keys(lender), new Expected(lender, bureau.value(), clock.instant()));
    } catch (InvalidStatementException e) {
      throw BureauProblem.ofField(
          BureauProblemCode.valueOf(e.refusal().name()),
          "request" + e.field().map(field -> "." + field).orElse(""),
          e.rule());
    }
  }
}
