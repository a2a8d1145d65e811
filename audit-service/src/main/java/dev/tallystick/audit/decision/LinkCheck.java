package dev.tallystick.audit.decision;

import dev.tallystick.audit.decision.LoggedClaims.LoggedClaim;
import dev.tallystick.audit.sequencing.ValidityWindow;
import dev.tallystick.events.Event;
import dev.tallystick.events.GuardVersion;
import dev.tallystick.events.type.IdentityLinked;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that a link rests on a claim about its two tokens, which the log has, which has not
 * lapsed, and which nobody has disputed, used or taken back: that is what its guard says.
 */
public final class LinkCheck {
  /** After this time, from its first entry on, a claim links nothing. */
  private static final long LAPSE_MILLIS = Duration.ofDays(30).toMillis();

  private LinkCheck() {}

  /** Whether an event of this type must rest on a claim. */
  public static boolean isNeededFor(Event event) {
    return event.type().shortName().equals(IdentityLinked.SHORT_NAME);
  }

  /**
   * The recorded times at which the link may be logged.
   *
   * @throws InvalidDecisionException if it does not rest on such a claim
   */
  public static ValidityWindow windowOf(Event link, LoggedClaims claims)
      throws InvalidDecisionException {
    IdentityLinked said = IdentityLinked.read(link.data());
    require(
        link.stub().guards().contains(new GuardVersion("claim/" + said.claim().value(), 0)),
        "stub.guards",
        "it rests on its claim at version 0");
    List<LoggedClaim> entries = claims.find(said.claimed());
    Set<String> tokens = new TreeSet<>();
    entries.forEach(entry -> tokens.add(entry.subject()));
    boolean about =
        entries.size() == 2
            && tokens.equals(Set.of(link.subject().orElseThrow(), said.linked()))
            && entries.stream().allMatch(entry -> entry.claim().equals(said.claim()))
            && entries.stream().allMatch(entry -> entry.claimant().equals(said.by()));
    require(
        about,
        "body.data.claimed",
        "the two entries of the claim in this log, one under each token, by the same party");
    long first = entries.stream().mapToLong(LoggedClaim::recordedMillis).min().orElseThrow();
    return new ValidityWindow(Long.MIN_VALUE, first + LAPSE_MILLIS - 1);
  }

  private static void require(boolean holds, String field, String rule)
      throws InvalidDecisionException {
    if (!holds) {
      throw new InvalidDecisionException(field, rule);
    }
  }
}
