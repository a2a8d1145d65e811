package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.caller.StaffReason;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Takes inquiries in: the same request twice is done once, and what was refused is refused again.
 */
@Singleton
final class AdmitInquiry {
  /** How long after the entry the same request gets the same answer. */
  static final Duration SAME_ANSWER = Duration.ofSeconds(60);

  private final LenderStatements statements;
  private final ClaimInquiry claims;
  private final InquirySteps steps;
  private final StaffLook look;
  private final Clock clock;

  AdmitInquiry(
      LenderStatements statements,
      ClaimInquiry claims,
      InquirySteps steps,
      StaffLook look,
      Clock clock) {
    this.statements = statements;
    this.claims = claims;
    this.steps = steps;
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
    // First what is known: a retry may come when the statement has expired.
    Optional<InquiryClaim> known = claims.find(bureau, key);
    if (known.isPresent() && asked.reason().isEmpty()) {
      return again(known.get());
    }
    // A clerk's statement is read again each time: who is looked at stands in it.
    InquiryRequest inquiry = statements.verify(request, asked.lender(), bureau);
    look.tell(asked.lender(), asked.reason(), inquiry);
    if (known.isPresent()) {
      return again(known.get());
    }
    long takenNanos = System.nanoTime();
    InquiryClaim claim = claims.claim(bureau, key, inquiry, clock.instant());
    return claim instanceof InquiryClaim.Fresh fresh
        ? new Admission.Started(bureau, fresh.attempt(), inquiry, takenNanos)
        : again(claim);
  }

  private Admission again(InquiryClaim claim) {
    if (claim instanceof InquiryClaim.OtherRequest) {
      throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_REUSED);
    }
    if (claim instanceof InquiryClaim.Replayed) {
      throw new BureauProblem(BureauProblemCode.REQUEST_REPLAYED);
    }
    StoredInquiry known = ((InquiryClaim.Repeat) claim).inquiry();
    switch (known.state()) {
      case LOGGED, SENT -> {
        boolean recent = known.loggedAt().orElseThrow().plus(SAME_ANSWER).isAfter(clock.instant());
        return steps
            .answer(known.bureau(), known.attempt())
            .filter(answer -> recent)
            .map(answer -> new InquiryAnswer(known.bureau(), known.attempt(), answer))
            .map(Admission.Replay::new)
            .orElseThrow(() -> new BureauProblem(BureauProblemCode.RELEASE_LAPSED));
      }
      case RECEIVED, UNDELIVERED -> throw new BureauProblem(BureauProblemCode.RELEASE_LAPSED);
      case REFUSED -> throw StoredRefusal.read(known.refusal().orElseThrow());
      default -> throw new BureauProblem(BureauProblemCode.IDEMPOTENCY_KEY_IN_USE);
    }
  }
}
