package dev.tallystick.audit.secrecy;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.type.AuditRead;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * For how long a read may be kept from its person. Never longer than {@link #MOST}: the body of a
 * read is kept for three years at least (R51), so there is always something left to open.
 */
public final class SecrecyTerms {
  /** Two years, whatever an operator sets; {@code tally audit} knows no longer term. */
  public static final Duration MOST = Duration.ofDays(731);

  private final Duration longest;
  private final Clock clock;

  /**
   * Terms of at most {@code longest}.
   *
   * @throws IllegalArgumentException if that is no time, or more than {@link #MOST}
   */
  public SecrecyTerms(Duration longest, Clock clock) {
    if (longest.isNegative() || longest.isZero() || longest.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "tallystick.audit.secrecy.longest is more than nothing and at most "
              + MOST.toDays()
              + " days");
    }
    this.longest = longest;
    this.clock = clock;
  }

  /**
   * What an examiner of an authority asks for.
   *
   * @param caller an auditor of everything, who must be of an authority too
   * @throws AuditProblem if the caller is no examiner of an authority, or the term is too long or
   *     over
   */
  public Secrecy of(Caller caller, SecrecyJson asked) {
    String authority =
        caller
            .party()
            .filter(party -> caller.hasRole("regulator"))
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.SECRECY_NOT_ALLOWED));
    return new Secrecy(
        authority,
        AuditRead.Ground.valueOf(asked.ground()),
        asked.legalBasis(),
        until(asked.until()));
  }

  private Instant until(String text) {
    OptionalLong millis = Timestamps.parse(text);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (millis.isEmpty()
        || millis.getAsLong() <= now.toEpochMilli()
        || millis.getAsLong() > now.plus(longest).toEpochMilli()) {
      throw AuditProblem.ofField(
          AuditProblemCode.SECRECY_TERM_INVALID,
          "secrecy.until",
          "an instant with milliseconds, later than now and at most " + longest + " from now");
    }
    return Instant.ofEpochMilli(millis.getAsLong());
  }
}
