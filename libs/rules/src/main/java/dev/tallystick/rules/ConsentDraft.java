package dev.tallystick.rules;

import dev.tallystick.rules.state.Frequency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;

/**
 * A consent as presented, before it is one.
 *
 * @param consent its id, drawn by the caller; that of an existing one makes it a new version
 * @param recipients whom it names, as presented: party ids, or whatever was written instead
 * @param purposes what it names as purposes, as presented
 */
public record ConsentDraft(
    String consent,
    String kind,
    String subject,
    Optional<String> discloser,
    List<String> recipients,
    List<String> purposes,
    SortedSet<String> categories,
    Terms terms,
    Told told,
    Conditions conditions,
    Origin origin) {

  /** How it may be used, and how long. */
  public record Terms(
      String method,
      String retention,
      String form,
      Instant validFrom,
      Instant validUntil,
      OptionalLong useLimit,
      Optional<Frequency> frequency,
      Optional<String> modifies) {}

  /**
   * What the person was told.
   *
   * @param notice the id of the notice presented
   * @param recipientText the words in which the notice names the recipient, if they are known
   */
  public record Told(
      String notice,
      Optional<String> recipientText,
      boolean adverseConsequencesTold,
      Optional<String> necessity,
      Optional<String> impact) {}

  /**
   * Who brings it.
   *
   * @param collectedBy the party that collected it; empty if the person is here
   * @param born the person's day of birth, where the identity provider knows it
   * @param guardian whether a guardian gives it for the person
   */
  public record Origin(Optional<String> collectedBy, Optional<LocalDate> born, boolean guardian) {
    /** The person, of whom no age is known. */
    public static final Origin SELF = new Origin(Optional.empty(), Optional.empty(), false);
  }

  /** Whether a service depends on it, whether that service needs it, and why. */
  public record Conditions(boolean onService, boolean necessary, Optional<String> reason) {
    public static final Conditions NONE = new Conditions(false, false, Optional.empty());
  }
}
