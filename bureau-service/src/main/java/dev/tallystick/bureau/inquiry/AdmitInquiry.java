package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/**
 * Takes inquiries in: the same request twice is done once, and what was refused is refused again.
 */
@Singleton
final class AdmitInquiry {
  private final LenderStatements statements;
  private final ClaimInquiry claims;
  private final AnswerAgain again;
  private final StaffLook look;
  private final Clock clock;

  AdmitInquiry(
      LenderStatements statements,
      ClaimInquiry claims,
      AnswerAgain again,
      StaffLook look,
      Clock clock) {
    this.statements = statements;
    this.claims = claims;
    this.again = again;
    this.look = look;
    this.clock = clock;
  }

  /**
   * What came in.
   *
   * @param request the lender's statement as it was signed
   * @param reason why a clerk orders or reads; empty if none does
   */
  record Asked(String lender, String idempotencyKey, String request, Optional<StaffReason> reason) {
    @Override
    public String toString() {
      return "Asked[" + lender + "]";
    }
  }

  /** Takes an inquiry, or answers as before; a clerk's look is logged first. */
  Admission admit(Asked asked) {
    String request = asked.request();
    BureauId bureau = statements.bureau(request);
    InquiryKey key =
        new InquiryKey(
            asked.lender(),
            asked.idempotencyKey(),
            Hash.sha256(request.getBytes(StandardCharsets.US_ASCII)));
    InquiryRequest inquiry;
    try {
      inquiry = statements.verify(request, asked.lender(), bureau);
    } catch (DomainProblem problem) {
      return known(bureau, key, asked).orElseThrow(() -> problem);
    }
    look.tell(asked.lender(), asked.reason(), inquiry);
    long takenNanos = System.nanoTime();
    InquiryClaim claim = claims.claim(bureau, key, inquiry, clock.instant());
    return claim instanceof InquiryClaim.Fresh fresh
        ? new Admission.Started(bureau, fresh.attempt(), inquiry, fresh.product(), takenNanos)
        : again(claim);
  }

  /**
   * What was asked before under the key of a statement that does not hold: a retry may come when it
   * has expired. Not for a clerk: who is looked at stands in it, and nobody has signed that.
   */
  private Optional<Admission> known(BureauId bureau, InquiryKey key, Asked asked) {
    return asked.reason().isPresent()
        ? Optional.empty()
        : claims.find(bureau, key).map(this::again);
  }

  private Admission again(InquiryClaim claim) {
    if (claim instanceof InquiryClaim.OtherRequest) {
      throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_REUSED);
    }
    if (claim instanceof InquiryClaim.Replayed) {
      throw new BureauProblem(BureauProblemCode.REQUEST_REPLAYED);
    }
    return new Admission.Replay(again.answer(((InquiryClaim.Repeat) claim).inquiry()));
  }
}
