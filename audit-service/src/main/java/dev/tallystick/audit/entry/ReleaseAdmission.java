package dev.tallystick.audit.entry;

import dev.tallystick.audit.decision.InvalidDecisionException;
import dev.tallystick.audit.decision.LinkCheck;
import dev.tallystick.audit.decision.LoggedClaims;
import dev.tallystick.audit.decision.ParentReleases;
import dev.tallystick.audit.decision.ReleaseCheck;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.events.Event;
import dev.tallystick.keys.VerificationKeys;
import java.util.Collection;

/**
 * What intake asks about the releases and links of a request. Blocks on the database; thread-safe.
 */
public final class ReleaseAdmission {
  private final VerificationKeys trusted;
  private final ParentReleases releases;
  private final LogEntryRepository entries;
  private final LoggedClaims claims;

  /**
   * Checks against this log.
   *
   * @param trusted the keys that decisions may be signed with
   */
  public ReleaseAdmission(
      VerificationKeys trusted,
      ParentReleases releases,
      LogEntryRepository entries,
      LoggedClaims claims) {
    this.trusted = trusted;
    this.releases = releases;
    this.entries = entries;
    this.claims = claims;
  }

  /** Whether an event of this type is asked about. */
  static boolean isNeededFor(Event event) {
    return ReleaseCheck.isNeededFor(event) || LinkCheck.isNeededFor(event);
  }

  ReleaseCheck check(Collection<Event> events) {
    return ReleaseCheck.of(events, trusted, releases);
  }

  /**
   * The times at which the release or link may be logged.
   *
   * <p>An event whose id is logged already passes: the sequencer tells it its first answer, or that
   * the id is taken. A retry must not be refused because a key has been changed since.
   */
  ValidityWindow window(ReleaseCheck check, Event event) {
    boolean isLink = LinkCheck.isNeededFor(event);
    try {
      return isLink ? LinkCheck.windowOf(event, claims) : check.windowOf(event);
    } catch (InvalidDecisionException e) {
      if (entries.find(event.id()).isPresent()) {
        return ValidityWindow.NEVER;
      }
      throw AuditProblem.ofField(
          isLink ? AuditProblemCode.LINK_INVALID : AuditProblemCode.DECISION_INVALID,
          e.field(),
          e.rule());
    }
  }
}
