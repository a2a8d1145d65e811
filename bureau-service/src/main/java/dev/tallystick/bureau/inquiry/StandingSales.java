package dev.tallystick.bureau.inquiry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.bureau.inquiry.Admission.Started;
import dev.tallystick.bureau.inquiry.InquiryClaim.Fresh;
import dev.tallystick.bureau.inquiry.InquiryClaim.Repeat;
import dev.tallystick.bureau.inquiry.SaleState.Answered;
import dev.tallystick.bureau.inquiry.StandingSale.Given;
import dev.tallystick.bureau.inquiry.StandingSale.Gone;
import dev.tallystick.bureau.inquiry.StandingSale.InTheMaking;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers to standing inquiries: each is a sale by the same steps as that of a report that was
 * asked for just now, with a decision, entries and a fee of its own. Blocks; not in a transaction.
 */
@Singleton
public final class StandingSales {
  private final LenderStatements statements;
  private final PlaceOrder orders;
  private final ClaimInquiry claims;
  private final AnswerInquiry inquiries;
  private final StandingAnswers answers;

  StandingSales(
      LenderStatements statements,
      PlaceOrder orders,
      ClaimInquiry claims,
      AnswerInquiry inquiries,
      StandingAnswers answers) {
    this.statements = statements;
    this.orders = orders;
    this.claims = claims;
    this.inquiries = inquiries;
    this.answers = answers;
  }

  /** A standing inquiry to a bureau of this service. */
  public record Standing(BureauId bureau, String request, InquiryRequest inquiry) {
    /** Who gets the answers. */
    public String lender() {
      return inquiry.claims().issuer();
    }

    /** Shows no token. */
    @Override
    public String toString() {
      return "Standing[" + inquiry.inquiry() + "]";
    }
  }

  /**
   * One answer to a standing inquiry.
   *
   * @param name the same at each try
   * @param now when it is tried
   * @param deliverBy until when it waits to be read
   */
  public record Answer(String name, Instant now, Instant deliverBy) {}

  /**
   * Reads a standing inquiry.
   *
   * @throws BureauProblem if the lender has not said it, or not to a bureau of this service, or it
   *     has expired
   */
  public Standing verify(String lender, String request) {
    BureauId bureau = statements.bureau(request);
    return new Standing(bureau, request, statements.verifyStanding(request, lender, bureau));
  }

  /**
   * Returns if an answer would be sold now; nothing comes of it.
   *
   * @throws DomainProblem if it would be refused; the refusal is in the log
   */
  public void requireAllowed(Standing standing) {
    Ruling.Permit unused =
        orders.quote(
            orders.order(standing.bureau(), standing.request(), standing.inquiry()),
            Optional.empty());
  }

  /**
   * Sells an answer, unless it was sold before.
   *
   * @throws DomainProblem if it is refused; nothing is sold under its name any more if the status
   *     is below 500
   */
  public StandingSale sell(Standing standing, Answer answer) {
    InquiryClaim claim =
        claims.claimStanding(
            standing.bureau(),
            key(standing.lender(), standing.request(), answer.name()),
            standing.inquiry(),
            answer.now(),
            answer.deliverBy());
    if (!(claim instanceof Fresh fresh)) {
      return known(claim);
    }
    Started run =
        new Started(
            standing.bureau(),
            fresh.attempt(),
            standing.inquiry(),
            fresh.product(),
            System.nanoTime());
    Answered sold = inquiries.answerStanding(run, standing.request());
    return new Given(run.bureau(), run.attempt(), sold.loggedAt(), sold.answer());
  }

  /** What came of an answer; empty if it was not begun, or came to nothing. */
  public Optional<StandingSale> find(BureauId bureau, String lender, String request, String name) {
    return claims.find(bureau, key(lender, request, name)).map(this::known);
  }

  private static InquiryKey key(String lender, String request, String name) {
    return new InquiryKey(lender, name, Hash.sha256(request.getBytes(US_ASCII)));
  }

  private StandingSale known(InquiryClaim claim) {
    if (!(claim instanceof Repeat repeat)) {
      // The lender has used the name for an inquiry of its own.
      return new Gone();
    }
    StoredInquiry inquiry = repeat.inquiry();
    return switch (inquiry.state()) {
      case LOGGED, SENT ->
          answers
              .beforeReceipt(inquiry.bureau(), inquiry.attempt())
              .<StandingSale>map(answer -> complete(inquiry, answer))
              .orElseGet(Gone::new);
      case STARTED, SOURCED, INTENT -> new InTheMaking();
      default -> new Gone();
    };
  }

  private Given complete(StoredInquiry inquiry, JsonObject answer) {
    EventId event = EventId.fromString(inquiry.intent().orElseThrow().eventId());
    try {
      return new Given(
          inquiry.bureau(),
          inquiry.attempt(),
          inquiry.loggedAt().orElseThrow(),
          answers.complete(answer, event));
    } catch (LogUnavailableException e) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
  }
}
