package dev.tallystick.audit.problem;

import dev.tallystick.problem.ProblemDocument;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every refusal of audit-service's own. Events that break a rule of their form and signed
 * statements that do not hold have the codes of their libraries. Listed in {@code
 * docs/problems.md}.
 */
public enum AuditProblemCode {
  /** It is about somebody else, or the account stands for no person. */
  NOT_THE_SUBJECT(
      403,
      "Not the subject",
      "You may see what the log has about you, and nothing about others.",
      "R41"),
  /** It is another party's. */
  NOT_YOUR_PARTY(
      403,
      "Not your party",
      "You may see what your party gave, received or was told, and nothing of others."),
  /** The auditor has no engagement, or none that covers it. */
  OUT_OF_AUDIT_SCOPE(
      403,
      "Out of audit scope",
      "Your account has no engagement (audit_scope) that covers this.",
      "R66"),

  /** The log has no such release, or the index has not come to it yet. */
  RELEASE_UNKNOWN(404, "Release unknown", "The log has no such release."),
  /** What is acknowledged is another entry or payload than the log has for the release. */
  ACKNOWLEDGEMENT_MISMATCH(
      422,
      "Acknowledgement does not match",
      "What is acknowledged is not what the log has; keep both, they are evidence."),
  /** This log never had such a root at such a size. */
  CHECKPOINT_FOREIGN(
      422,
      "Checkpoint foreign",
      "The checkpoint is not one of this log. If the log has signed it, it has shown two histories: keep it."),
  /** The log's witnesses have not cosigned that far yet; the same will do later. */
  CHECKPOINT_NOT_WITNESSED(
      409,
      "Checkpoint not witnessed",
      "No quorum of the log's witnesses has cosigned a tree of that size yet. Acknowledge when /log/checkpoint"
          + " bears their cosignatures."),
  /** The service has just started and has not read the log's state yet. */
  CHECKPOINT_NOT_READY(
      503,
      "No checkpoint yet",
      "The log's state has not been read since the start.",
      Duration.ofSeconds(1)),

  /** The caller may not append for somebody else. */
  SOURCE_NOT_CALLER(
      403, "Source is not the caller", "An event's source is the client that appends it."),
  /** This type is another service's to append. */
  TYPE_NOT_ALLOWED(
      403,
      "Type not allowed",
      "The event's source is not a client that appends events of this type."),
  /** The type may not rest on, or not move, this guard. */
  GUARD_NOT_ALLOWED(
      422, "Guard not allowed", "Events of this type have nothing to do with this guard."),
  /** The decision that the release carries does not permit it. */
  DECISION_INVALID(
      422, "Decision invalid", "The decision does not permit this release; nothing was logged."),
  /** The link of two tokens does not rest on a claim about them. */
  LINK_INVALID(
      422,
      "Link invalid",
      "The link does not rest on an open claim about these two tokens; nothing was logged."),
  /** More events in one request than the log takes at a time. */
  BATCH_TOO_LARGE(
      413, "Batch too large", "There are too many events in one request; nothing was logged."),
  /** A batch without a line. */
  BATCH_EMPTY(422, "Batch empty", "The request holds no event."),

  /** Another event has this id. Draw a new one. */
  EVENT_ID_REUSED(
      409,
      "Event id reused",
      "The log has another event under this id; an id belongs to one seed and one set of parts."),
  /** Something the event rests on has changed. Decide anew. */
  GUARD_MOVED(409, "Guard moved", "A guard has moved. Decide anew."),
  /** The decision is not valid at the recorded time. Decide anew. */
  DECISION_LAPSED(
      409,
      "Decision not valid now",
      "The recorded time lies outside the decision's notBefore and notAfter. Decide anew."),
  /** The producer's clock is off, or the event is too old for its type. */
  CLOCK_SKEW(
      422,
      "Clock skew",
      "The event's time is too far from the log's clock. Draw a new id and time."),
  /** The id was drawn too long ago or in the future. */
  EVENT_ID_OUT_OF_RANGE(
      422,
      "Event id out of range",
      "The time in the event's id is too far from the log's clock. Draw a new id."),
  /** More is waiting than the log takes. */
  LOG_BUSY(
      503,
      "Log busy",
      "Too many events are waiting. Send the same event again later.",
      Duration.ofSeconds(1)),
  /**
   * The outcome is unknown or the log cannot be written. The same event may be sent again safely.
   */
  LOG_UNAVAILABLE(
      503,
      "Log unavailable",
      "The log could not be written, or the outcome is unknown. Send the same event, with its id, again.",
      Duration.ofSeconds(1)),
  /**
   * The log's clock cannot be trusted, so nothing is recorded, or nothing said of what is absent.
   */
  LOG_CLOCK_UNSAFE(503, "Log clock unsafe", "The log's clock disagrees with its database's."),

  /** The key does not sign this log's checkpoints, or the reason is none. */
  LOG_KEY_UNKNOWN(422, "Log key refused", "The log has no such key that signs, or no such reason."),
  /** The log would be left without a key. */
  LOG_KEY_LAST(
      409, "Last log key", "It is the only key that signs. Add another one before you retire it."),
  /** Nothing is wrong with the clock, so there is nothing to acknowledge. */
  CLOCK_NOT_BEHIND(
      409,
      "Clock not behind",
      "The log's clock is not behind the newest recorded time: there is nothing to acknowledge."),
  /** What is acknowledged is not what the log has, or the clocks are not right yet. */
  CLOCK_NOT_ACKNOWLEDGED(
      409,
      "Clock not acknowledged",
      "The time that is given up is not the newest recorded one, or the clocks of the service and its database differ"
          + " by more than 30 s."),

  /** No such entry, or not one the caller may see. */
  ENTRY_UNKNOWN(404, "Entry unknown", "The log has no such entry, or none that you may see."),
  /** The account is no examiner of an authority. */
  SECRECY_NOT_ALLOWED(
      403,
      "Secrecy not allowed",
      "Only an auditor of everything who is an account of an authority too may keep a read from its person."),
  /** The term is over, too long, or no time. */
  SECRECY_TERM_INVALID(
      422, "Term of secrecy invalid", "A read is kept from its person for a limited time."),
  /** Nobody but the log itself files under an authority alone. */
  SEALING_NOT_ALLOWED(
      403,
      "Sealing not allowed",
      "An event that is appended stands in the lists that it concerns."),
  /** The seal has been opened already. */
  SEAL_OPENED(409, "Seal opened", "The entry has been opened, and stands in its person's list."),
  /** The log has entries about this person, so it is nobody whom the authority has invented. */
  HONEY_PERSON_KNOWN(
      409,
      "Person known to the log",
      "A honey person is invented, and marked before anything is planted: the log has entries about this one."),
  /** Nobody has marked this person. */
  HONEY_UNKNOWN(404, "Honey person unknown", "No honey person is marked under this."),
  /** A time or a party that makes no sense there. */
  HONEY_TERM_INVALID(
      422,
      "Honey person refused",
      "Planting ends within 30 days from now; a sighting is in the past, at a registered party."),
  /** What an entry says must still be kept. */
  RETENTION_NOT_ELAPSED(
      409,
      "Retention not elapsed",
      "What this entry says is kept for three years after its day. Nothing was erased; the refusal is in the log.",
      "R51"),
  /** What an entry of a state type says is never erased. */
  STATE_KEPT(
      409,
      "State is kept",
      "Later entries may rest on what this one says, so it is kept for as long as the log is."),
  /** The range of openings is not one. */
  RANGE_INVALID(422, "Range refused", "The range of log indexes cannot be read."),

  /** The request names no entry, or not exactly one source of its parts. */
  REPAIR_INVALID(422, "Repair refused", "A member is missing or not of its form."),
  /** What is presented is not what was committed to. */
  OPENING_MISMATCH(
      422,
      "Not what the log committed to",
      "The bytes are not those of this entry; nothing was repaired."),
  /** The entry can be read, or was erased after its term. */
  NOTHING_TO_REPAIR(
      409, "Nothing to repair", "The entry can be read, or its body was erased after its term."),

  /** The client does not follow this type. */
  FEED_TYPE_NOT_ALLOWED(
      403, "Type not in your feed", "A type asked for is not one this client follows."),
  /** A parameter of the feed is out of its range. */
  PARAMETER_INVALID(422, "Parameter refused", "A parameter of the feed is out of its range."),

  /** Limit or cursor are none. */
  PAGE_INVALID(422, "Page refused", "There is no page of this limit or cursor."),
  /** There is no index root yet, or the index is being made again. */
  INDEX_NOT_READY(
      503,
      "Index not ready",
      "The index does not reach this far yet. Ask again in a second.",
      Duration.ofSeconds(1)),
  /** As many pages are being made as are made at once. */
  INDEX_ROOTS_BUSY(
      503,
      "Index roots busy",
      "As many pages of index roots are being made as are made at once. Ask again in a second.",
      Duration.ofSeconds(1)),
  /** Tiles are read beside everything else, some at a time. */
  TILES_BUSY(
      503,
      "Tiles busy",
      "As many tiles are being read as are read at once. Ask again in a second.",
      Duration.ofSeconds(1));

  private final int status;
  private final String title;
  private final String detail;
  private final @Nullable String ruleId;
  private final @Nullable Duration retryAfter;

  AuditProblemCode(int status, String title, String detail) {
    this(status, title, detail, null, null);
  }

  AuditProblemCode(int status, String title, String detail, String ruleId) {
    this(status, title, detail, ruleId, null);
  }

  AuditProblemCode(int status, String title, String detail, Duration retryAfter) {
    this(status, title, detail, null, retryAfter);
  }

  AuditProblemCode(
      int status,
      String title,
      String detail,
      @Nullable String ruleId,
      @Nullable Duration retryAfter) {
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.ruleId = ruleId;
    this.retryAfter = retryAfter;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** When the caller may try again, if that is known. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  ProblemDocument document() {
    ProblemDocument document = ProblemDocument.of(name(), status, title, detail);
    return ruleId == null ? document : document.withRule(ruleId, null);
  }
}
