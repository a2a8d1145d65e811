package dev.tallystick.vault.problem;

import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refusals of this service: the code, which is API and listed in {@code docs/problems.md}, the
 * HTTP status, and what a caller is told.
 */
public enum VaultProblemCode {
  /** The agreement is not named, or not by an id. */
  AGREEMENT_INVALID(
      422,
      "Agreement not named",
      "Name the supply agreement that the records are deposited under."),
  /** The platform deposits under an agreement that it is no side of, or that is over. */
  AGREEMENT_NOT_IN_FORCE(
      403,
      "Agreement not in force",
      "No agreement of this id that the platform is a side of is in force. Nothing was read."),
  /** What is given is no mail address, or no URL that a webhook may have. */
  ALERT_ADDRESS_INVALID(
      422,
      "Not an address",
      "Give a mail address; or the URL of a webhook, of https, without a login or a fragment, at"
          + " port 443 or one above 1023."),
  /** The person has named as many addresses today as one may. */
  ALERT_CHALLENGES_EXCEEDED(
      429,
      "Too many addresses",
      "Each new address is sent a message to confirm it; ten a day may be named."),
  /** There is no such code for the person, or it was used, or is too old. */
  ALERT_CODE_UNKNOWN(
      404,
      "Unknown code",
      "There is no such code for you. A link works once, for a day, and for who has asked for it."),
  /** No such message went to the person. */
  ALERT_UNKNOWN(
      404, "Unknown message", "There is no such message to you; they are kept for 30 days."),
  /** This installation has no mail server, or no portal that messages could lead to. */
  ALERTS_NOT_OFFERED(422, "Not offered", "This installation sends no messages of this kind."),
  /** The log cannot be written or read, so nothing that must be in it may happen. */
  AUDIT_UNAVAILABLE(
      503,
      "The log is away",
      "What cannot be recorded does not happen: nothing was handed over. Try again later"
          + " with the same Idempotency-Key."),
  /** A batch of no request, or of too many. */
  BATCH_SIZE(422, "Batch of another size", "A batch has 1 to 500 lines. Nothing was decided."),
  /** The signature comes too late. */
  CHUNK_LAPSED(
      410, "Chunk lapsed", "The chunk was not signed in time and is dropped. Import it again."),
  /** The chunk has been signed by another statement. */
  CHUNK_SIGNED(
      409,
      "Chunk signed already",
      "The chunk has been signed by another statement, which is being logged or is."),
  /** More than a chunk may hold. */
  CHUNK_TOO_LARGE(413, "Chunk too large", "Nothing was kept; send smaller chunks."),
  /** No such chunk of this platform, or it was dropped. */
  CHUNK_UNKNOWN(
      404,
      "Unknown chunk",
      "There is no such chunk of yours. One that is not signed in time is dropped."),
  /** The time that is said for an answer is earlier than the answer. */
  BACKDATED_ANSWER(
      422,
      "Dated back",
      "An answer has the time at which it is given. A late one is marked late; none is dated back.",
      "R47"),
  /** The claim was disputed, or its link undone. */
  CLAIM_CLOSED(
      409, "Claim closed", "The claim was disputed, or its link undone. It links nothing again."),
  /** The claim is a link by now. */
  CLAIM_CONFIRMED(409, "Claim confirmed", "The claim was confirmed. Undo the link instead."),
  /** The claim is too old to be confirmed. */
  CLAIM_LAPSED(
      410, "Claim lapsed", "The claim is older than 30 days and can no longer be confirmed."),
  /** The signed claim is about other identifiers than those beside it. */
  CLAIM_MISMATCH(
      422,
      "Other identifiers were signed",
      "The statement does not say of these identifiers what the claim says. Nothing was taken."),
  /** There is no link to undo. */
  CLAIM_NOT_CONFIRMED(409, "Claim not confirmed", "Nobody has confirmed the claim. Dispute it."),
  /** No such claim that concerns the caller. */
  CLAIM_UNKNOWN(
      404, "Unknown claim", "There is no such claim about your identifiers, or of yours."),
  /** The complaint is decided, or the party has had its say. */
  COMPLAINT_ANSWERED(409, "Complaint answered", "The complaint has your answer already."),
  /** An outcome where none belongs, none where one does, or a time that has not come. */
  COMPLAINT_ANSWER_INVALID(
      422,
      "Not an answer",
      "The authority names an outcome and the party that the complaint is about none; no answer is"
          + " of a later time than it is given."),
  /** Its term has not begun. */
  COMPLAINT_NOT_ACCEPTED(
      409, "Complaint not accepted", "The authority has not accepted the complaint yet."),
  /** The complaint is to no authority, or about one, or about nobody who is registered. */
  COMPLAINT_PARTY_INVALID(
      422,
      "Complaint about nobody",
      "A complaint is to a registered authority, about a registered party that is none."),
  /** No such complaint of the person, or to or about the caller's party. */
  COMPLAINT_UNKNOWN(404, "Unknown complaint", "There is no such complaint for you."),
  /** A compression that this service does not know. */
  CONTENT_ENCODING_UNKNOWN(
      415, "Unknown Content-Encoding", "A chunk is sent as it is, or with Content-Encoding gzip."),
  /** The record says so already. */
  CORRECTION_EMPTY(
      422, "Nothing corrected", "The record has these members with these values already."),
  /** A correction that could not have been deposited. */
  CORRECTION_INVALID(422, "Not a correction", "A platform could not deposit the record like this."),
  /** The members are not JSON of the log's data model. */
  CORRECTION_MALFORMED(
      422, "Not a correction", "The fields are not an object of the log's data model."),
  /** Facts that the deposit rests on keep changing. */
  DECISION_OVERTAKEN(
      409,
      "Decision overtaken",
      "What the decision rests on changed twice before it could be logged. Nothing was"
          + " done; try again."),
  /** The statement is about something else than this chunk. */
  DEPOSIT_MISMATCH(
      422,
      "Another chunk was signed",
      "The statement does not say of the chunk what the import has answered."),
  /** The body is not the gzip that its header announces. */
  GZIP_INVALID(400, "Not gzip", "The body is not gzip, or ends too early. Nothing was kept."),
  /** The person's consent, or the purpose, covers less than what is sealed. */
  HANDOVER_BEYOND_PERMIT(
      403,
      "More than is permitted",
      "Not all of these categories may be handed over. Seal what may, and ask anew."),
  /** The two statements are about different things. */
  HANDOVER_HALF_DIFFERS(
      422,
      "Another release was signed",
      "Your half of the proof is of another release than the request."),
  /** The recipient has another key by now. */
  HANDOVER_KEY_DIFFERS(
      409,
      "Sealed to another key",
      "Seal it to the recipient's key that is in force, and ask anew."),
  /** The Idempotency-Key has another form. */
  IDEMPOTENCY_KEY_INVALID(
      422,
      "Idempotency-Key invalid",
      "The header Idempotency-Key holds 8 to 128 visible ASCII characters."),
  /** Another thread works on the request. */
  IDEMPOTENCY_KEY_IN_USE(
      409,
      "Request under way",
      "A request with this Idempotency-Key is being worked on. Try again later."),
  /** The request has no Idempotency-Key. */
  IDEMPOTENCY_KEY_MISSING(
      422, "Idempotency-Key missing", "The request needs the header Idempotency-Key."),
  /** The key was used for another request. */
  IDEMPOTENCY_KEY_REUSED(
      409,
      "Idempotency-Key reused",
      "The Idempotency-Key was used for another request. Draw a new one."),
  /** Not a number of its scheme. */
  IDENTIFIER_INVALID(
      422,
      "Not an identifier",
      "The scheme is unknown, the value is no number of it, or a customer number names"
          + " no platform."),
  /** The identity provider does not vouch for both identifiers of a claim. */
  IDENTIFIER_NOT_PROVED(
      403,
      "Identifier not proved",
      "Only who has proved both identifiers confirms that they are one person's. Have the other"
          + " one added to your log-in, and log in again."),
  /** Who asks has not proved lately who they are. */
  IDENTITY_NOT_VERIFIED(
      403,
      "Identity not verified",
      "To carry records away, or to confirm a claim, log in again: it must be fresh who asks.",
      "R45"),
  /** As many chunks arrive as this service takes in at once, of this platform or of all. */
  IMPORTS_BUSY(
      503,
      "Imports busy",
      "As many chunks are arriving as are taken in at once, of one platform or of all. Nothing was"
          + " kept; try again."),
  /** What two persons agreed to restore is no longer what is there. */
  KEYSTORE_BACKUP_CHANGED(
      409,
      "Another backup",
      "The backup of the keystore is another one than was proposed. Propose it anew."),
  /** A file of the backup is missing, damaged, or not the newest. */
  KEYSTORE_BACKUP_INCOMPLETE(
      409, "The backup cannot be used", "The backup of the keystore is not whole."),
  /** There is nothing to restore from. */
  KEYSTORE_BACKUP_MISSING(
      409,
      "No backup of the keystore",
      "tallystick.keystore.backup-dir is not set, or holds no backup."),
  /** A row says nothing, or of nobody. */
  LEAKED_ROW_INVALID(
      422,
      "Not a leaked row",
      "A row names a person by one identifier or token, and has at least one field in"
          + " the log's data model."),
  /** No schema of the category has the field among its indexed ones. */
  LOOKUP_FIELD_NOT_INDEXED(
      422,
      "Not an indexed field",
      "The category's schema at /v1/schemas says in x-tallystick-indexed by which fields"
          + " records are found."),
  /** What would go has not been read, or is something else. */
  ERASURE_NOT_CONFIRMED(
      409,
      "Erasure not confirmed",
      "Nothing has been erased. Ask without `confirm` to be told what would go, and send the"
          + " `confirm` of that answer with the same request."),
  /** The scope of an erasure and the party contradict each other. */
  ERASURE_SCOPE_INVALID(
      422,
      "Scope invalid",
      "`provider` goes with the scope PROVIDER, and with no other: it names whose deposits go."),
  /** The token tells of no log-in of a few minutes ago. */
  FRESH_LOGIN_REQUIRED(
      403,
      "Fresh log-in required",
      "What is erased does not come back: log in again. To stop every release at once, freeze or"
          + " withdraw; both need no fresh log-in."),
  /** The party has deposited nothing about the person. */
  NOTHING_TO_ERASE(
      404, "Nothing to erase", "This party has deposited nothing about you that is kept here."),
  /** It was answered otherwise. */
  NOTIFICATION_ANSWERED(
      409, "Notification answered", "The notification has been answered, and otherwise."),
  /** There is no such notification, or it is for somebody else. */
  NOTIFICATION_UNKNOWN(
      404, "Unknown notification", "There is no such notification for this party."),
  /** Corrections go with the outcome CORRECTED, and only with it. */
  OBJECTION_CORRECTIONS(
      422,
      "Corrections and outcome",
      "The outcome CORRECTED names the entries of the corrections; the others name" + " none."),
  /** One of the records is disputed already. */
  OBJECTION_OPEN(
      409,
      "Objection open",
      "One of the records is disputed already, until its objection is answered.",
      "R46"),
  /** The records come from several parties. */
  OBJECTION_PARTIES(
      422,
      "Several parties",
      "An objection is answered by one party: object to records of one, or to releases and name"
          + " the party that has to answer for them."),
  /** It has been answered. */
  OBJECTION_RESOLVED(409, "Objection resolved", "The objection has been answered."),
  /** There is no such objection for this party. */
  OBJECTION_UNKNOWN(404, "Unknown objection", "There is no such objection for you."),
  /** The chunk is said to begin at a line that no file has. */
  OFFSET_INVALID(
      422, "Offset invalid", "The offset is the number of lines before the chunk, from 0."),
  /** What was deposited stays as it is. */
  ORIGINAL_IMMUTABLE(
      409,
      "Original immutable",
      "A version that exists is never changed. Post a correction, which is a new" + " version.",
      "R36"),
  /** The token has no engagement. */
  OUT_OF_AUDIT_SCOPE(
      403, "Out of audit scope", "The token names no party that the engagement covers.", "R66"),
  /** The caller speaks for no party that it may speak for here. */
  PARTY_MISSING(
      403,
      "No party",
      "The token names no party, and the caller is no service that may act for one."),
  /** The party is not registered, or suspended, or of a role that may not do this. */
  PARTY_NOT_ADMITTED(
      403,
      "Party not admitted",
      "Only registered platforms, bureaus and lenders that are not suspended may do this."),
  /** It was erased, or its term is over. */
  RECORD_GONE(410, "Record gone", "The record was erased, or its term is over.", "R43"),
  /** It is kept and not used. */
  RECORD_RESTRICTED(
      423,
      "Record restricted",
      "The record is kept because a law says so, or while it is disputed, and not" + " used.",
      "R43"),
  /** There is no such record, or it is none of the caller's. */
  RECORD_UNKNOWN(404, "Unknown record", "There is no such record for you."),
  /** The time to fetch the same bytes again is over. */
  RELEASE_LAPSED(
      409,
      "Release lapsed",
      "The payload was to be had for 60 seconds. Ask anew, with a new request and key; it"
          + " is decided anew."),
  /** The rules allow an edge that this service has no procedure for. */
  RELEASE_NOT_OFFERED(
      422,
      "Release not offered",
      "This service hands records to the bureau that asks for itself, and to nobody else. What"
          + " you hold you hand over yourself: POST /v1/handovers."),
  /** More records than a release carries. */
  RELEASE_TOO_LARGE(
      422,
      "Release too large",
      "There are more records than one release carries. Ask for fewer categories, or for a"
          + " shorter time."),
  /** The report is known to be about somebody else. */
  RELEASE_UNKNOWN(404, "Unknown release", "There is no such release about you."),
  /** The party has had as many resolved as it may for now. */
  RESOLVE_RATE_EXCEEDED(
      429,
      "Too many identifiers",
      "The party has had as many identifiers resolved as it may in a minute."),
  /** All that there is must be kept for now; it is restricted. */
  RETENTION_HOLD(
      409,
      "Must be kept",
      "A law still holds everything that this party has deposited. It is kept and used"
          + " no more, and goes when its term is over.",
      "R43"),
  /** No such category has a schema of its own, or not in this version. */
  SCHEMA_UNKNOWN(
      404,
      "Unknown schema",
      "There is no schema of this category and version; GET /v1/schemas lists them.");

  private static final Duration SOON = Duration.ofSeconds(2);

  private final int status;
  private final String title;
  private final String detail;
  private final @Nullable String rule;

  VaultProblemCode(int status, String title, String detail) {
    this(status, title, detail, null);
  }

  /** A refusal by a rule of the rule pack. */
  VaultProblemCode(int status, String title, String detail, @Nullable String rule) {
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.rule = rule;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The refusal, when there is no more to say than the code does. */
  public VaultProblem problem() {
    return new VaultProblem(this);
  }

  /** What a caller is told unless there is more to say of this occurrence. */
  ProblemDocument document() {
    ProblemDocument document = ProblemDocument.of(name(), status, title, detail);
    return rule == null ? document : document.withRule(rule, null);
  }

  /** When the caller may try again, if the refusal is for now only. */
  Optional<Duration> retryAfter() {
    return status == 503 ? Optional.of(SOON) : Optional.empty();
  }
}
