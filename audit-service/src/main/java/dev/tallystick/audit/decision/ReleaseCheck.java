package dev.tallystick.audit.decision;

import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the decisions of the releases of one request: verified with consent-service's keys as the
 * log has them, compared member by member, and its parents and deposits looked up by their ids.
 *
 * <p>The parents of all releases are read in one query when the check is made, and so are their
 * deposits, so a batch costs two round trips at most. Blocks on the database.
 */
public final class ReleaseCheck {
  private final VerificationKeys trusted;
  private final Map<EventId, ParentRelease> parents;
  private final Map<EventId, Set<Hash>> deposits;

  private ReleaseCheck(
      VerificationKeys trusted,
      Map<EventId, ParentRelease> parents,
      Map<EventId, Set<Hash>> deposits) {
    this.trusted = trusted;
    this.parents = parents;
    this.deposits = deposits;
  }

  /** Whether an event of this type carries a decision that must permit it. */
  public static boolean isNeededFor(Event event) {
    return event.type().shortName().equals("data.released");
  }

  /** Reads what the releases among {@code events} need to be checked. */
  public static ReleaseCheck of(
      Collection<Event> events, VerificationKeys trusted, ParentReleases releases) {
    List<EventId> parents = new ArrayList<>();
    Set<EventId> deposits = new HashSet<>();
    events.stream()
        .filter(ReleaseCheck::isNeededFor)
        .forEach(
            event -> {
              parents.addAll(parentsOf(event));
              deposits.addAll(depositsOf(event));
            });
    return new ReleaseCheck(
        trusted,
        parents.isEmpty() ? Map.of() : releases.find(parents),
        deposits.isEmpty() ? Map.of() : releases.deposits(deposits));
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
    for (EventId deposit : depositsOf(release)) {
      VerifiedPermit.require(
          said(release)
              .from()
              .map(EventLabels::ofParty)
              .filter(deposits.getOrDefault(deposit, Set.of())::contains)
              .isPresent(),
          "internal.deposits",
          "each is a deposit by the discloser in this log");
    }
    return permit.window();
  }

  private static List<EventId> depositsOf(Event release) {
    return release
        .internal()
        .map(internal -> new DataReleasedInternal.Partial(internal).deposits())
        .orElse(List.of())
        .stream()
        .flatMap(group -> group.events().stream())
        .map(EventId::fromString)
        .toList();
  }

  private static List<EventId> parentsOf(Event release) {
    return said(release).parents().stream().map(EventId::fromString).toList();
  }

  private static DataReleased.Partial said(Event release) {
    return new DataReleased.Partial(release.data());
  }
}
