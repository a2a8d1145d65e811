package dev.tallystick.audit.entry;

import dev.tallystick.audit.decision.InvalidDecisionException;
import dev.tallystick.audit.decision.ParentReleases;
import dev.tallystick.audit.decision.ReleaseCheck;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.audit.storage.EntryTable;
import dev.tallystick.events.Event;
import dev.tallystick.keys.VerificationKeys;
import java.util.Collection;

/** What intake asks about the releases of a request. Blocks on the database; thread-safe. */
public final class Decisions {
  private final VerificationKeys trusted;
  private final ParentReleases releases;
  private final EntryTable entries;

  /**
   * Checks against this log.
   *
   * @param trusted the keys that decisions may be signed with
   */
  public Decisions(VerificationKeys trusted, ParentReleases releases, EntryTable entries) {
    this.trusted = trusted;
    this.releases = releases;
    this.entries = entries;
  }

  ReleaseCheck check(Collection<Event> events) {
    return ReleaseCheck.of(events, trusted, releases);
  }

  /**
   * The times at which the release may be logged.
   *
   * <p>An event whose id is logged already passes: the sequencer tells it its first answer, or that
   * the id is taken. A retry must not be refused because a key has been changed since.
   */
  ValidityWindow window(ReleaseCheck check, Event release) {
    try {
      return check.windowOf(release);
    } catch (InvalidDecisionException e) {
      if (entries.find(release.id()).isPresent()) {
        return ValidityWindow.NEVER;
      }
      throw new EntryProblem.DecisionInvalid(e);
    }
  }
}
