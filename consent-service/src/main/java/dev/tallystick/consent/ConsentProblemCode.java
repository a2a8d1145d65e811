package dev.tallystick.consent;

import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What this service refuses besides the rules of packs: the code, its HTTP status, its title and
 * what the caller can do. Codes are API: {@code docs/problems.md} lists them, and none is renamed.
 */
public enum ConsentProblemCode {
  /** The id is that of an agreement between others, or of another kind. */
  AGREEMENT_OF_OTHERS(
      409, "Agreement of others", "A new version has the kind and the sides of the one before."),
  /** It is over. */
  AGREEMENT_TERMINATED(409, "Agreement terminated", "The agreement is terminated. File a new one."),
  /** No such agreement. */
  AGREEMENT_UNKNOWN(
      404, "Agreement unknown", "There is no agreement of this id that you are a side of."),
  /**
   * The log cannot be written, or what it holds is not known here. Nothing is decided, and nothing
   * has happened.
   */
  AUDIT_UNAVAILABLE(
      503,
      "Log not available",
      "What cannot be recorded does not happen. Try the same again later."),
  /** No such breach, or it was at somebody else. */
  BREACH_UNKNOWN(404, "Breach unknown", "No breach of this id was told of your party."),
  /** Only the services that act on decisions may ask for them. */
  CLIENT_NOT_ADMITTED(
      403, "Client not admitted", "Decisions are asked for by data-vault and bureau-service."),
  /** The party has signed something else. */
  COLLECTED_CONSENT_DIFFERS(
      422, "Something else was signed", "The party's statement covers another consent."),
  /** It does not open what was committed to. */
  COMMITMENT_MISMATCH(
      422,
      "Commitment not opened",
      "A commitment is SHA-256 of \"tallystick/obligation/v1\", obligation, party, status and the"
          + " nonce, each parted by a zero byte; it is there exactly if you commit, and its nonce"
          + " exactly when you open it."),
  /** Who commits when the others open knows what they say. */
  COMMITMENT_TOO_LATE(
      409,
      "Too late to commit",
      "Commitments are made before the instant at which all are opened."),
  /** A commitment is made once, before anything else is said. */
  COMMITMENT_STANDS(
      409, "Already said", "You have committed or reported before; what stands is in the log."),
  /** A withdrawn consent has no further version. */
  CONSENT_ENDED(409, "Consent has ended", "The consent was withdrawn. Give a new one."),
  /** Whether an earlier move has ended it is not known yet. */
  CONSENT_MOVE_PENDING(
      503,
      "Move not decided",
      "The log has not said yet what became of a move of this consent. Ask the same again: it is"
          + " moved once at most."),
  /** It cannot go there, or to any other bureau. */
  CONSENT_NOT_MOVABLE(
      422,
      "Not to be moved",
      "A consent that a bureau takes part in, and that adds to no other one, moves to another"
          + " bureau; field and rule say what is in the way."),
  /** Another kind, or between others. */
  CONSENT_OF_OTHERS(
      409, "Another consent", "A new version has the kind and the parties of the one before."),
  /** The party is no side of what it asks for. */
  CONSENT_REQUEST_OF_OTHERS(
      403,
      "Not yours to ask",
      "A party asks for consents in which it is discloser or recipient, on a notice of"
          + " its own that tells of the same."),
  /** Nobody has asked this person that. */
  CONSENT_REQUEST_UNKNOWN(
      404, "Request unknown", "There is no such request for you that you have not answered."),
  /** No such consent of this person. */
  CONSENT_UNKNOWN(404, "Consent unknown", "You have given no such consent."),
  /** A member is not as the step needs it. */
  DECISION_REQUEST_INVALID(
      422, "Question refused", "A member is missing or not of its form; field and rule say which."),
  /** No such decision that concerns the caller, or none that is kept. */
  DECISION_UNKNOWN(
      404,
      "Decision unknown",
      "There is no decision of this id that concerns you, or it is not kept any more."),
  /** The code is not one that lets this party in now. */
  ENROLMENT_CODE_REFUSED(
      403,
      "Enrolment code refused",
      "The code is not the one that the regulator has issued last for this party, or it was used.",
      "code",
      "issued-last-and-unused"),
  /** The code was the party's, and is too old. */
  ENROLMENT_CODE_EXPIRED(
      403,
      "Enrolment code expired",
      "The code was good for seven days. The regulator issues another one.",
      "code",
      "not-expired"),
  /** Too many codes were tried. */
  ENROLMENT_ATTEMPTS_SPENT(
      429,
      "Too many attempts",
      "Too many codes were tried for this party. Wait, or have the regulator issue another one.",
      "code",
      "ten-an-hour"),
  /** The log has an entry about the person or a party and cannot read it. */
  ENTRY_UNREADABLE(
      503,
      "Entry unreadable",
      "An entry of the log about the person or one of the parties cannot be read. Nothing is"
          + " decided about them until it is repaired."),
  /** A field is not as events have it. */
  FIELD_INVALID(
      422, "Field refused", "A field is not in the form that the log records; nothing was logged."),
  /** Another role files plans of this kind. */
  FILING_NOT_YOURS(
      403,
      "Not yours to file",
      "A bureau files what it collects, a lender with whom it works; an id is that of an"
          + " earlier filing of your own."),
  /** Frozen and lifted too often in a day. */
  FREEZE_LIFT_QUOTA_EXCEEDED(
      429,
      "Lifted too often",
      "A freeze is lifted a few times a day at most. It holds until then; to freeze is never"
          + " refused."),
  /** The caller is not the guardian of this person. */
  GUARDIANSHIP_UNKNOWN(
      403,
      "No guardian",
      "The identity provider does not know you as this person's guardian.",
      "onBehalfOf",
      "ward-of-the-caller"),
  /** What the request rests on keeps changing under it. */
  GUARD_MOVED(
      409,
      "State has moved",
      "What this rests on has changed meanwhile. Look again, then decide anew."),
  /** The party has a key, by which its keys are changed. */
  KEYS_IN_FORCE(
      409,
      "Keys in force",
      "The party has a valid signing key, which approves of others. If all are lost, the regulator"
          + " revokes them first."),
  /** No registered key speaks for the change. */
  KEY_APPROVAL_MISSING(
      403,
      "Approval missing",
      "A valid signing key of the party approves of a change of its keys. A party that has none"
          + " gets a code from the regulator.",
      "approval",
      "signed-by-a-registered-key"),
  /** The key is there. */
  KEY_EXISTS(409, "Key registered already", "This key is or was registered. Draw a new one."),
  /** The key is not one that the suite uses. */
  KEY_INVALID(
      422, "Key refused", "A signing key is on Ed25519, an encryption key on X25519 or P-256."),
  /** The key would begin too soon. */
  KEY_NOTICE_SHORT(
      422,
      "Notice too short",
      "A key to seal to that takes another one's place begins after the notice period.",
      "validFrom",
      "after-notice"),
  /** The proof is of another key. */
  KEY_PROOF_MISMATCH(
      422,
      "Proof of another key",
      "The proof must name the party, the use and the thumbprint of this key."),
  /** No such key that could be revoked. */
  KEY_UNKNOWN(404, "Key unknown", "The party has no such key, or has revoked it."),
  /** The licence has ended already. */
  LICENCE_REVOKED(409, "Licence revoked already", "The licence is revoked."),
  /** No licence of this id. */
  LICENCE_UNKNOWN(404, "Licence unknown", "No licence of this id is recorded."),
  /** The person was shown something else. */
  NOTICE_DIFFERS(
      422,
      "Notice tells something else",
      "The consent goes beyond what the notice tells, or beside it."),
  /** A party presents notices on data that it gives or gets. */
  NOTICE_OF_OTHERS(403, "Notice of others", "A party's notice names it as discloser or recipient."),
  /** A notice of somebody who is not registered. */
  NOTICE_PARTY_UNKNOWN(
      422,
      "Party of the notice unknown",
      "Recipient and discloser of a notice are registered parties."),
  /** No such notice, or it is for somebody else. */
  NOTICE_UNKNOWN(404, "Notice unknown", "There is no such notice for you."),
  /** No freeze. */
  NOT_FROZEN(409, "Nothing frozen", "There is no freeze to be lifted."),
  /** There is none of this id that binds the caller. */
  OBLIGATION_UNKNOWN(
      404, "Unknown obligation", "There is no obligation of this id that binds you."),
  /** The text is no rule pack. */
  PACK_INVALID(422, "Pack refused", "The text is not a rule pack; field and rule say where."),
  /** What was decided stays decided: a pack does not begin before what decides now. */
  PACK_ACTIVATION_PAST(
      409,
      "Activation in the past",
      "Another pack of this family decides already, and what it has decided stays. Name an instant"
          + " from now on.",
      "effectiveFrom",
      "not-past"),
  /** What decisions no longer read is forgotten. */
  PACK_LOOKS_BACK_FURTHER(
      409,
      "Looks back further",
      "The pack in force looks back less far, and what it does not read may be forgotten here. Give"
          + " the pack the same bounds in retention, or shorter ones."),
  /** The pack in force is not here, so that nothing can be judged. */
  PACK_MISSING(
      503,
      "Rule pack missing",
      "The rule pack in force is not known here. Its text must be added."),
  /** No pack of this name or digest. */
  PACK_UNKNOWN(404, "Pack unknown", "There is no such rule pack here."),
  /** Another text has this name and version already. */
  PACK_VERSION_TAKEN(
      409,
      "Version taken",
      "Another text has this name and version. Give the pack its next version.",
      "version",
      "not-yet-used"),
  /** The id is taken. */
  PARTY_EXISTS(409, "Party registered already", "A party of this id is registered."),
  /** Nothing is to be lifted. */
  PARTY_NOT_SUSPENDED(409, "Party not suspended", "No suspension is to be lifted."),
  /** No party of this id is registered. */
  PARTY_UNKNOWN(404, "Party unknown", "No party of this id is registered."),
  /** An address asks for public pages too often. */
  PUBLICATION_QUOTA_EXCEEDED(
      429,
      "Too many requests",
      "Public pages are read a few hundred times a minute from one address. They may be kept for a"
          + " minute."),
  /** The end is not after the beginning. */
  PERIOD_INVALID(
      422,
      "Period refused",
      "The end must come after the beginning.",
      "validTo",
      "after-valid-from"),
  /** One replay runs at a time on a replica. */
  REPLAY_BUSY(
      429,
      "Another replay runs",
      "A replay reads the whole log, so one runs at a time. Try again."),
  /** The span ends before it begins. */
  REPLAY_SPAN_INVALID(
      422, "No such span", "The span has to begin before it ends.", "to", "after-from"),
  /** The log is too long for a request. */
  REPLAY_TOO_LONG(
      422,
      "Log too long",
      "The log is too long to be replayed while a request waits. An auditor's `tally"
          + " replay` has no such limit."),
  /** The party has signed something else. */
  REQUEST_DIFFERS(
      422,
      "Another request signed",
      "The caller's signed request does not cover what is asked for it."),
  /** Commitments are opened together. */
  REVEAL_TOO_EARLY(
      409,
      "Too early to open",
      "Commitments are opened at one instant, in the ten minutes after it (`opensAt`)."),
  /** The ten minutes are over. */
  REVEAL_TOO_LATE(
      409,
      "Too late to open",
      "The ten minutes in which commitments are opened are over; what is not opened counts as not"
          + " done."),
  /** It was answered before. */
  RIGHT_ANSWERED(
      409,
      "Answered before",
      "The request was granted or refused before; an answer is not changed."),

  /** An explanation is signed for its request; no other right has one. */
  RIGHT_EXPLANATION_MISMATCH(
      422, "Explanation", "It is signed for this request.", "explanation", "fits-request"),
  /** Whose right it is does not go with who asks. */
  RIGHT_SUBJECT_MISMATCH(
      422,
      "Whose right",
      "Who asks for themselves names nobody else; who acts for somebody names them.",
      "subject",
      "fits-by"),
  /** Nothing that the holder could destroy. */
  RELEASE_NOT_HELD(
      404,
      "Nothing held",
      "Each is a release about this person that you got and have not destroyed."),
  /** No such request to this party. */
  RIGHT_UNKNOWN(404, "Request unknown", "Nobody has asked you for such a right."),
  /** What was signed is another agreement. */
  SIGNATURE_MISMATCH(
      422,
      "Another agreement signed",
      "Both sign the id, the text's hash, the provider and the receiver.",
      "signatures",
      "of-this-agreement"),
  /** One of the sides has not signed. */
  SIGNATURE_MISSING(
      422,
      "Signature missing",
      "Provider and receiver both sign, each once.",
      "signatures",
      "one-of-each-side"),
  /** What the log shows is not for a party to say. */
  STATUS_DERIVED(
      409,
      "Shown by the log",
      "The status of this obligation is what the log shows of you; nobody reports it."),
  /** The holder has signed another answer. */
  STOP_ANSWER_DIFFERS(
      422,
      "Something else was signed",
      "The signed statement names another notice or another answer.",
      "signature",
      "as-signed"),
  /** It was answered before. */
  STOP_NOTICE_ANSWERED(
      409, "Answered before", "The notice was answered before; the first answer stands."),
  /** No such notice to this party. */
  STOP_NOTICE_UNKNOWN(404, "Notice unknown", "You were sent no such notice."),
  /** A refusal has a reason, and nothing else has. */
  STOP_REASON_MISMATCH(
      422,
      "Reason",
      "A refusal says why; another answer needs no reason.",
      "reason",
      "fits-answer"),
  /** Nothing is there any more that it could stop. */
  STOP_NOT_NEEDED(
      409, "Nothing to stop", "What was to be stopped is not there any more. Settle it as such."),
  /** What was to be stopped still goes on. */
  STOP_STILL_NEEDED(
      409, "Still to be stopped", "What was stopped still goes on. Have it said anew."),
  /** No such stop that the log has refused. */
  STOP_UNKNOWN(404, "Stop unknown", "The log has refused no stop of this event, or it is settled.");

  private final int status;
  private final String title;
  private final String detail;
  private final @Nullable String field;
  private final @Nullable String rule;

  ConsentProblemCode(int status, String title, String detail) {
    this(status, title, detail, null, null);
  }

  /** Always about one field. */
  ConsentProblemCode(
      int status, String title, String detail, @Nullable String field, @Nullable String rule) {
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.field = field;
    this.rule = rule;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A refusal to be thrown. */
  public ConsentProblem problem() {
    return new ConsentProblem(document(), null);
  }

  /** A refusal that names the field and the technical rule that it breaks. */
  public ConsentProblem problem(@Nullable String refusedField, @Nullable String brokenRule) {
    return new ConsentProblem(document().withField(refusedField, brokenRule), null);
  }

  /** A refusal for now. */
  public ConsentProblem problem(Duration retryAfter) {
    return new ConsentProblem(document(), retryAfter);
  }

  /** What the caller is told. */
  public ProblemDocument document() {
    ProblemDocument document = ProblemDocument.of(name(), status, title, detail);
    return field == null ? document : document.withField(field, rule);
  }
}
