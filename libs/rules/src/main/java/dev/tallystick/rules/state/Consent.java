package dev.tallystick.rules.state;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * A consent in its latest version, as the log has it.
 *
 * @param origin where it came from, and for where
 * @param notice the notice that the latest version was given on
 * @param givenIndex the entry of the latest version
 */
public record Consent(
    String id,
    long version,
    String kind,
    String subject,
    Optional<String> discloser,
    String recipient,
    Scope scope,
    Terms terms,
    Modifier modifier,
    Origin origin,
    String notice,
    long givenIndex,
    ConsentStatus status) {

  /**
   * What may be done: for one purpose, with these categories, by this method.
   *
   * @param objectKind the kind of object it is tied to, if it is
   * @param objectRef that object
   */
  public record Scope(
      String purpose,
      Optional<String> objectKind,
      Optional<String> objectRef,
      SortedSet<String> categories,
      String method,
      String retention) {}

  /**
   * How long and how often.
   *
   * @param validUntilMillis the first millisecond at which it has expired
   */
  public record Terms(
      String form,
      long validFromMillis,
      long validUntilMillis,
      OptionalLong useLimit,
      Optional<Frequency> frequency) {}

  /** What only some kinds say. */
  public record Modifier(
      Optional<String> modifies,
      boolean adverseConsequencesTold,
      boolean necessityTold,
      boolean impactTold) {}

  /**
   * Where it came from.
   *
   * @param collectedBy the party that collected it and answers for it; empty if the person gave it
   * @param guardian whether a guardian gave it
   * @param country the country that it lets data go to, of one for going abroad
   */
  public record Origin(Optional<String> collectedBy, boolean guardian, Optional<String> country) {}

  public String purpose() {
    return scope.purpose();
  }

  public SortedSet<String> categories() {
    return scope.categories();
  }

  /** Whether each use is counted. */
  public boolean isLimited() {
    return terms.useLimit().isPresent() || terms.frequency().isPresent();
  }

  /** Whether the time for which it was given has ended. */
  public boolean isExpiredAt(long millis) {
    return status == ConsentStatus.EXPIRED || millis >= terms.validUntilMillis();
  }

  /** Whether it may be relied on at a time. */
  public boolean isInForceAt(long millis) {
    return status == ConsentStatus.GIVEN
        && terms.validFromMillis() <= millis
        && millis < terms.validUntilMillis();
  }

  Consent with(ConsentStatus next) {
    return new Consent(
        id,
        version,
        kind,
        subject,
        discloser,
        recipient,
        scope,
        terms,
        modifier,
        origin,
        notice,
        givenIndex,
        next);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Consent[" + id + " version " + version + " " + status + "]";
  }
}
