package dev.tallystick.consent;

import org.jspecify.annotations.Nullable;

/**
 * What this service refuses about a person: what they are told, give, take back and ask for, and
 * what holders of their data answer.
 */
public enum PersonProblemCode implements ConsentProblemCode {
  /** The party has signed something else. */
  COLLECTED_CONSENT_DIFFERS(
      422, "Something else was signed", "The party's statement covers another consent."),
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

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final ProblemText text;

  PersonProblemCode(int status, String title, String detail) {
    this(status, title, detail, null, null);
  }

  /** Always about one field. */
  PersonProblemCode(
      int status, String title, String detail, @Nullable String field, @Nullable String rule) {
    this.text = new ProblemText(status, title, detail, field, rule);
  }

  @Override
  public ProblemText text() {
    return text;
  }
}
