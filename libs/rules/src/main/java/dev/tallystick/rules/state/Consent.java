package dev.tallystick.rules.state;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A consent in its latest version, as the log has it. Immutable.
 *
 * <p>There are more of these in memory than of anything else: what most of them say alike is one
 * object for all of them, and the ids are numbers. About 100 bytes each.
 */
public final class Consent {
  private final LogId id;
  private final long version;
  private final String subject;
  private final Text text;
  private final @Nullable String objectRef;
  private final @Nullable LogId modifies;
  private final long validFromMillis;
  private final long validUntilMillis;
  private final LogId notice;
  private final Notice.@Nullable Told told;
  private final long givenIndex;
  private final ConsentStatus status;

  Consent(LogId id, Text text, Own own, Place place, ConsentStatus status) {
    this.id = id;
    this.version = place.version();
    this.subject = own.subject();
    this.text = text;
    this.objectRef = own.objectRef();
    this.modifies = own.modifies();
    this.validFromMillis = own.validFromMillis();
    this.validUntilMillis = own.validUntilMillis();
    this.notice = place.notice();
    this.told = place.told();
    this.givenIndex = place.givenIndex();
    this.status = status;
  }

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

  /** What many consents say alike; its scope names no object, its modifier no other consent. */
  record Text(
      String kind,
      Optional<String> discloser,
      String recipient,
      Scope scope,
      String form,
      OptionalLong useLimit,
      Optional<Frequency> frequency,
      Modifier modifier,
      Origin origin) {}

  /** What each says for itself. */
  record Own(
      String subject,
      @Nullable String objectRef,
      @Nullable LogId modifies,
      long validFromMillis,
      long validUntilMillis) {}

  /** Where it stands, on which notice, and what that told as far as the log had it by then. */
  record Place(long version, long givenIndex, LogId notice, Notice.@Nullable Told told) {}

  LogId key() {
    return id;
  }

  Text text() {
    return text;
  }

  Own own() {
    return new Own(subject, objectRef, modifies, validFromMillis, validUntilMillis);
  }

  Place place() {
    return new Place(version, givenIndex, notice, told);
  }

  public String id() {
    return id.toString();
  }

  public long version() {
    return version;
  }

  public String kind() {
    return text.kind();
  }

  public String subject() {
    return subject;
  }

  public Optional<String> discloser() {
    return text.discloser();
  }

  public String recipient() {
    return text.recipient();
  }

  public Scope scope() {
    Scope said = text.scope();
    return objectRef == null
        ? said
        : new Scope(
            said.purpose(),
            said.objectKind(),
            Optional.of(objectRef),
            said.categories(),
            said.method(),
            said.retention());
  }

  /** The first millisecond at which it may be relied on. */
  public long validFromMillis() {
    return validFromMillis;
  }

  /** The first millisecond at which it has expired. */
  public long validUntilMillis() {
    return validUntilMillis;
  }

  public String form() {
    return text.form();
  }

  public Terms terms() {
    return new Terms(
        text.form(), validFromMillis, validUntilMillis, text.useLimit(), text.frequency());
  }

  public Modifier modifier() {
    Modifier said = text.modifier();
    return modifies == null
        ? said
        : new Modifier(
            Optional.of(modifies.toString()),
            said.adverseConsequencesTold(),
            said.necessityTold(),
            said.impactTold());
  }

  /** Where it came from, and for where. */
  public Origin origin() {
    return text.origin();
  }

  /** The notice that the latest version was given on. */
  public String notice() {
    return notice.toString();
  }

  /** What the text of that notice told, as the pack names it; nothing if none was presented. */
  public SortedSet<String> told() {
    return told == null ? Collections.emptySortedSet() : told.items();
  }

  /** The entry of the latest version. */
  public long givenIndex() {
    return givenIndex;
  }

  public ConsentStatus status() {
    return status;
  }

  public String purpose() {
    return text.scope().purpose();
  }

  public SortedSet<String> categories() {
    return text.scope().categories();
  }

  /** For how long the recipient may use what it gets, as the person agreed. */
  public String retention() {
    return text.scope().retention();
  }

  /** Whether it serves one object of its purpose only. */
  public boolean isTied() {
    return objectRef != null;
  }

  /** Whether this is the object that it is tied to. */
  public boolean isTiedTo(Optional<String> kind, Optional<String> ref) {
    return Optional.ofNullable(objectRef).equals(ref) && text.scope().objectKind().equals(kind);
  }

  /** Whether each use is counted. */
  public boolean isLimited() {
    return text.useLimit().isPresent() || text.frequency().isPresent();
  }

  /** Whether the time for which it was given has ended. */
  public boolean isExpiredAt(long millis) {
    return status == ConsentStatus.EXPIRED || millis >= validUntilMillis;
  }

  /** Whether it may be relied on at a time. */
  public boolean isInForceAt(long millis) {
    return status == ConsentStatus.GIVEN && validFromMillis <= millis && millis < validUntilMillis;
  }

  Consent with(ConsentStatus next) {
    return new Consent(id, text, own(), place(), next);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Consent that
        && id.equals(that.id)
        && text.equals(that.text)
        && own().equals(that.own())
        && place().equals(that.place())
        && status == that.status;
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, version);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Consent[" + id + " version " + version + " " + status + "]";
  }
}
