package dev.tallystick.bureau.problem;

import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of this service, listed in {@code docs/problems.md}. What consent-service refuses is
 * passed on under its own code.
 */
public enum BureauProblemCode {
  /** What is released or published must be in the log first. */
  AUDIT_UNAVAILABLE(
      503,
      "Log unavailable",
      "What is released or published must be in the log first, and it cannot be written now.",
      "R64"),
  /** The bureau has no key here that is registered at consent-service. */
  BUREAU_KEY_NOT_REGISTERED(
      409,
      "Bureau key not registered",
      "The bureau has no signing key here that consent-service knows as valid."),
  /** This instance does not work for the bureau. */
  BUREAU_UNKNOWN(404, "Bureau unknown", "No bureau of this id issues reports here."),
  /** The partner of a joint loan bears too little of it. */
  CO_LENDING_SHARE_TOO_LOW(
      422,
      "Co-lending share too low",
      "The partner of a joint loan lends at least the share of it that the rule pack asks for.",
      "R67"),
  /** Something else was said of the inquiry before. */
  DECISION_REPORTED(
      409, "Decision reported", "Another decision was reported before of this inquiry."),
  /** Two prices in one class. */
  DISCRIMINATORY_TERM(
      422, "Discriminatory term", "Users of one class pay one price for a product.", "R58"),
  /** A refusal or a worse offer without a reason. */
  EXPLANATION_EMPTY(
      422,
      "Explanation empty",
      "A refusal, and an offer worse than what was asked for, carry their reasons.",
      "R48"),
  /** A factor that has nothing to do with credit. */
  FACTOR_NOT_CREDIT_RELEVANT(
      422,
      "Factor not relevant to credit",
      "A model of credit looks at factors of the published list only.",
      "R38"),
  /** The loan has a feed. */
  FEED_EXISTS(409, "Feed exists", "You are told about this loan already."),
  /** A statement that is for no feed. */
  FEED_INVALID(422, "Feed invalid", "The standing inquiry is not as that of a feed must be."),
  /** A feed that is not there, or is another lender's. */
  FEED_UNKNOWN(404, "Feed unknown", "The bureau has no such feed of yours."),
  /** An address that no webhook may have. */
  FEED_WEBHOOK_INVALID(
      422, "Webhook invalid", "Nothing is sent to this address: it is not as a webhook's must be."),
  /** There is no webhook. */
  FEED_WEBHOOK_UNKNOWN(404, "Webhook unknown", "You have set no webhook with the bureau."),
  /** Another fee than the published one. */
  FEE_NOT_IN_TARIFF(
      422, "Fee not in the tariff", "The fee is the one of the bureau's published tariff.", "R59"),
  /** A fee for what is the person's right. */
  FEE_PROHIBITED(
      422,
      "Fee prohibited",
      "A person pays nothing for collection, for deletion or for being left alone.",
      "R61"),
  /** A fee for a report that is free. */
  FREE_REPORT_ENTITLED(
      422,
      "Free report",
      "The person is entitled to this report for nothing. Ask without a fee.",
      "R40"),
  /** Something that the release rests on keeps moving. */
  GUARD_MOVED(
      409,
      "Guard moved",
      "What the release rests on has changed twice meanwhile. Nothing was sold; ask anew."),
  /** The key has another form. */
  IDEMPOTENCY_KEY_INVALID(
      422,
      "Idempotency key invalid",
      "The header Idempotency-Key does not have the form asked for."),
  /** The first request under this key is still being worked on. */
  IDEMPOTENCY_KEY_IN_USE(
      409,
      "Idempotency key in use",
      "A request with this Idempotency-Key is being worked on. Ask again."),
  /** There is no key. */
  IDEMPOTENCY_KEY_MISSING(
      422, "Idempotency key missing", "This request needs the header Idempotency-Key."),
  /** The key was used for something else. */
  IDEMPOTENCY_KEY_REUSED(
      409, "Idempotency key reused", "This Idempotency-Key was used for another request."),
  /** The log-in is too old. */
  IDENTITY_NOT_VERIFIED(
      403,
      "Log in again",
      "A report about oneself is handed over right after one has logged in. Log in again."),
  /** Not enough platforms have released enough. */
  INSUFFICIENT_SOURCES(
      422,
      "Insufficient sources",
      "What the product needs is not there, or was not released. Nothing is charged."),
  /** An invoice that is not there, or is between others. */
  INVOICE_UNKNOWN(404, "Invoice unknown", "There is no such invoice between the bureau and you."),
  /** The loan has ended otherwise. */
  LOAN_CLOSED(409, "Loan closed", "The loan was closed before, on another day or otherwise."),
  /** A member of the loan does not go with what it rests on. */
  LOAN_INVALID(422, "Loan invalid", "A member of the loan is not as it must be."),
  /** A loan that is not there, or is another lender's. */
  LOAN_UNKNOWN(404, "Loan unknown", "You have told the bureau of no such loan."),
  /** A model of that name and version is there. */
  MODEL_EXISTS(
      409, "Model exists", "There is a model of this name and version. Another one has another."),
  /** A file of a model is none. */
  MODEL_INVALID(
      422,
      "Model invalid",
      "A file of the model is not of the form that docs/spec/report.md describes."),
  /** Who has filed it cannot activate it. */
  MODEL_NEEDS_SECOND_ACCOUNT(
      403,
      "Second account needed",
      "Another account than the one that filed the model has to activate it."),
  /** There is no model to activate. */
  MODEL_NOT_FILED(404, "Model not filed", "No model of this id was filed with the bureau."),
  /** A model does something else than its cases say. */
  MODEL_TEST_FAILED(
      422,
      "Model test failed",
      "The model does not give what one of its cases says; the answer has the case."),
  /** There is no such model. */
  MODEL_UNKNOWN(
      422,
      "Model unknown",
      "No model of that name and version ships, or is active with the bureau."),
  /** The caller's party is not registered. */
  PARTY_UNKNOWN(403, "Party unknown", "No party of this id is registered."),
  /** A member of the product is not as the log has it. */
  PRODUCT_INVALID(
      422,
      "Product invalid",
      "A member of the product is not of the form asked for; nothing was registered."),
  /** Credit information under another name. */
  PRODUCT_MISCLASSIFIED(
      422,
      "Product misclassified",
      "What comes out of this product is credit reporting, whatever it is called.",
      "R04"),
  /** The product is no longer sold. */
  PRODUCT_RETIRED(409, "Product retired", "The bureau no longer sells this product."),
  /** A product that is not there, is another bureau's, or is not logged yet. */
  PRODUCT_UNKNOWN(404, "Product unknown", "The bureau has no such product."),
  /** The lender, or one of its staff, asks more often than the rule pack lets through. */
  QUERY_VOLUME_ANOMALY(
      429,
      "Asked too often",
      "You ask the bureau more often than the rule pack lets through. Wait; whoever goes on is"
          + " suspended.",
      "R53"),
  /** The answer, or what it would be made of, is no longer kept. */
  RELEASE_LAPSED(
      409,
      "Release lapsed",
      "The answer to this request is no longer sent. Ask anew, with a new key."),
  /** The reports are no one matter. */
  REPORTS_DIFFER(
      422,
      "Reports differ",
      "The reports of a decision or a loan are of one bureau, about one person, and one of them"
          + " answers the inquiry."),
  /** A report that was not sold, is erased, or was sold to another. */
  REPORT_UNKNOWN(404, "Report unknown", "You have bought no report by this entry here."),
  /** The statement is to another. */
  REQUEST_AUDIENCE_WRONG(
      422, "Audience wrong", "The statement is not to a bureau of this service."),
  /** The statement's time is over, or has not come. */
  REQUEST_EXPIRED(
      422, "Statement expired", "The statement is too old, or not valid yet. Sign another."),
  /** It is no statement. */
  REQUEST_MALFORMED(422, "Statement malformed", "It is no inquiry+jws."),
  /** The statement is another party's. */
  REQUEST_PARTY_MISMATCH(
      403, "Party mismatch", "The statement is another party's than the caller's."),
  /** The statement was taken before. */
  REQUEST_REPLAYED(
      409, "Statement replayed", "This statement was taken before, under another Idempotency-Key."),
  /** The signature does not hold. */
  REQUEST_SIGNATURE_INVALID(
      403, "Signature invalid", "The lender has no such key, or has not signed this."),
  /** What a score needs is contradicted by another source. */
  SOURCE_CONFLICT(
      409,
      "Sources differ",
      "Two sources state differently what the score needs. It waits until that is checked. Nothing"
          + " is charged.",
      "R39"),
  /** A release does not pass the checks of its recipient. */
  SOURCE_INVALID(
      502,
      "Source invalid",
      "A release to the bureau is not what the log says of it. Nothing was made of it."),
  /** A member of the tariff is not as the log has it. */
  TARIFF_INVALID(
      422,
      "Tariff invalid",
      "A member of the tariff is not of the form asked for; nothing was published."),
  /** The bureau has published no prices here. */
  TARIFF_UNKNOWN(404, "Tariff unknown", "This bureau has published no tariff here."),
  /** No year of traffic. */
  TRAFFIC_INVALID(
      422, "Traffic invalid", "A year has more inquiries than repeats, and a cost that fits."),
  /** The vault does not answer. */
  VAULT_UNAVAILABLE(
      503, "Vault unavailable", "The records cannot be asked for now. Nothing was sold.");

  private static final Duration SOON = Duration.ofSeconds(2);

  private final int status;
  private final String title;
  private final String detail;
  private final @Nullable String rule;

  BureauProblemCode(int status, String title, String detail) {
    this(status, title, detail, null);
  }

  BureauProblemCode(int status, String title, String detail, @Nullable String rule) {
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.rule = rule;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** What a caller is told unless there is more to say of this occurrence. */
  ProblemDocument document() {
    ProblemDocument document = ProblemDocument.of(name(), status, title, detail);
    return rule == null ? document : document.withRule(rule, null);
  }

  /** When the caller may try again, if the refusal is for now only. */
  Optional<Duration> retryAfter() {
    return status == 503 || this == IDEMPOTENCY_KEY_IN_USE ? Optional.of(SOON) : Optional.empty();
  }
}
