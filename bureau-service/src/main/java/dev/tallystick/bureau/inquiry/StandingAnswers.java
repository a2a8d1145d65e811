package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.document.ReportJwe;
import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.inquiry.StandingSale.Given;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The answers to standing inquiries while they wait to be read. Other than an answer to who has
 * asked, such a one is kept with its receipt: it may be read many times, and the log is not asked
 * each time. Its report is sealed to the lender, and the rest under the Kms.
 */
@Singleton
public class StandingAnswers {
  private final InquiryRepository inquiries;
  private final AnswerSeal seal;
  private final AttachReceipt receipts;

  StandingAnswers(InquiryRepository inquiries, AnswerSeal seal, AttachReceipt receipts) {
    this.inquiries = inquiries;
    this.seal = seal;
    this.receipts = receipts;
  }

  /**
   * Keeps an answer until it is received or nobody has read it in time; INTENT → LOGGED. Returns
   * false if it is no longer kept. Belongs to the caller's transaction if there is one.
   */
  @Transactional
  @AsBureau
  public boolean keep(BureauId bureau, Given given) {
    SealedAnswer whole = seal.seal(bureau, given.attempt(), given.answer().without(Set.of("jwe")));
    return inquiries.keepWhole(given.attempt(), given.loggedAt(), whole);
  }

  /** Opens an answer for the lender, from what its row has. */
  public JsonObject open(
      BureauId bureau, UUID attempt, byte[] wrappedKey, byte[] sealed, String jwe) {
    return seal.open(bureau, attempt, wrappedKey, sealed).with(new ReportJwe(jwe).toJson());
  }

  /** Notes that answers have left just now; their fee stands from then on. */
  @Transactional
  @AsBureau(waitsForDisk = false)
  public void left(BureauId bureau, Collection<UUID> attempts) {
    inquiries.leftTogether(attempts);
  }

  /** An answer but for its receipt. */
  @Transactional
  @AsBureau
  Optional<JsonObject> beforeReceipt(BureauId bureau, UUID attempt) {
    return inquiries
        .answer(attempt, (key, value) -> seal.open(bureau, attempt, key, value))
        .map(answer -> answer.without(Set.of("index", "receipt")));
  }

  /** An answer with the receipt that the log gives. */
  JsonObject complete(JsonObject answer, EventId event) throws LogUnavailableException {
    return receipts.complete(answer, event);
  }
}
