package dev.tallystick.audit.decision;

import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.keys.VerificationKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the decisions of the releases of one request: verified with consent-service's keys as the
 * log has them, compared member by member, and its parents looked up by their ids.
 *
 * <p>The parents of all releases are read in one query when the check is made, so a batch costs one
 * round trip. Blocks on the database.
 */
public final class ReleaseCheck {
  private final VerificationKeys trusted;
  private final Map<EventId, ParentRelease> parents;

  private ReleaseCheck(VerificationKeys trusted, Map<EventId, ParentRelease> parents) {
    this.trusted = trusted;
    this.parents = parents;
  }

  /** Whether an event of this type carries a decision that must permit it. */
  public static boolean isNeededFor(Event event) {
    return event.type().shortName().equals("data.released");
  }

  /** Reads what the releases among {@code events} need to be checked. */
  public static ReleaseCheck of(
      Collection<Event> events, VerificationKeys trusted, ParentReleases releases) {
    List<EventId> parents = new ArrayList<>();
    events.stream()
        .filter(ReleaseCheck::isNeededFor)
        .forEach(event -> parents.addAll(parentsOf(event)));
    return new ReleaseCheck(trusted, parents.isEmpty() ? Map.of() : releases.find(parents));
  }

  /**
   * The recorded times at which the release may be logged.
   *
   * @throws InvalidDecisionException if its decision does not permit it
   */
  public ValidityWindow windowOf(Event release) throws InvalidDecisionException {
    VerifiedPermit permit = VerifiedPermit.of(release, trusted);
    for (EventId parent : parentsOf(release)) {
      ParentRelease found = parents.get(parent);
      if (found == null) {
        throw new InvalidDecisionException("body.data.parents", "each is a release in this log");
      }
      VerifiedPermit.require(
          Optional.of(found.subject()).equals(release.subject()),
          "body.data.parents",
          "each is about the same person");
      VerifiedPermit.require(
          said(release).from().equals(Optional.of(found.to())),
          "body.data.parents",
          "each was received by the discloser");
    }
    return permit.window();
  }

  private static List<EventId> parentsOf(Event release) {
    return said(release).parents().stream().map(EventId::fromString).toList();
  }

  private static DataReleased.Partial said(Event release) {
    return new DataReleased.Partial(release.data());
  }
}
