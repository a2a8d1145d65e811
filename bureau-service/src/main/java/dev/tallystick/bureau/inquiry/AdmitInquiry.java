package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
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
  private final Clock clock;

  AdmitInquiry(LenderStatements statements, ClaimInquiry claims, InquirySteps steps, Clock clock) {
    this.statements = statements;
    this.claims = claims;
    this.steps = steps;
    this.clock = clock;
  }

  /** Takes an inquiry, or answers as before. */
  Admission admit(String lender, String idempotencyKey, String request) {
    BureauId bureau = statements.bureau(request);
    InquiryKey key =
        new InquiryKey(
            lender, idempotencyKey, Hash.sha256(request.getBytes(StandardCharsets.US_ASCII)));
    // First what is known: a retry may come when the statement has expired.
    Optional<InquiryClaim> known = claims.find(bureau, key);
    if (known.isPresent()) {
      return again(known.get());
    }
    InquiryRequest inquiry = statements.verify(request, lender, bureau);
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
