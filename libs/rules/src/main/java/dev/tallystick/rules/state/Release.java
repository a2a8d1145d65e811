package dev.tallystick.rules.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A release as logged, with what became of it. Immutable.
 *
 * <p>There are many of these in memory: what most of them say alike is one object for all of them,
 * and the ids are numbers. About 300 bytes each, with their places in the maps.
 */
public final class Release {
  private static final LogId[] NO_PARENTS = {};

  private final LogId event;
  private final Place place;
  private final String subject;
  private final Text text;
  private final LogId[] consents;
  private final long[] versions;
  private final @Nullable String dedupOf;
  private final LogId[] parents;
  private final Fate fate;

  Release(LogId event, Place place, Text text, Own own, Fate fate) {
    this.event = event;
    this.place = place;
    this.subject = own.subject;
    this.text = text;
    this.consents = own.consents;
    this.versions = own.versions;
    this.dedupOf = own.dedupOf;
    this.parents = own.parents;
    this.fate = fate;
  }

  /** Where and when it was logged. */
  record Place(long index, long recordedMillis) {}

  /** What many releases say alike; its fee names no other release. */
  record Text(
      String step,
      String from,
      String to,
      String purpose,
      SortedSet<String> categories,
      Optional<String> product,
      Optional<Fee> fee) {}

  /** What each says for itself. Not a record: it holds arrays, which nobody else has. */
  static final class Own {
    private final String subject;
    private final LogId[] consents;
    private final long[] versions;
    private final @Nullable String dedupOf;
    private final LogId[] parents;

    Own(String subject, List<ConsentRef> refs, @Nullable String dedupOf, LogId[] parents) {
      this.subject = subject;
      this.consents = refs.stream().map(ref -> LogId.of(ref.id())).toArray(LogId[]::new);
      this.versions = refs.stream().mapToLong(ConsentRef::version).toArray();
      this.dedupOf = dedupOf;
      this.parents = parents.length == 0 ? NO_PARENTS : parents;
    }

    /** Those of a release that something has become of. */
    private Own(Release release) {
      this.subject = release.subject;
      this.consents = release.consents;
      this.versions = release.versions;
      this.dedupOf = release.dedupOf;
      this.parents = release.parents;
    }
  }

  /**
   * What became of it.
   *
   * @param undelivered the entries that say it never arrived
   * @param voided those of them that an acknowledgement has refuted
   * @param reversals the reversals of its fee, each with its cause if it had one
   */
  record Fate(
      PSet<String> undelivered,
      PSet<String> voided,
      PVector<Optional<String>> reversals,
      boolean destroyed) {
    static final Fate NONE =
        new Fate(HashTreePSet.empty(), HashTreePSet.empty(), TreePVector.empty(), false);

    /** Of most, nothing has become, and that is one object. */
    static Fate of(
        PSet<String> undelivered,
        PSet<String> voided,
        PVector<Optional<String>> reversals,
        boolean destroyed) {
      Fate fate = new Fate(undelivered, voided, reversals, destroyed);
      return fate.equals(NONE) ? NONE : fate;
    }
  }

  LogId key() {
    return event;
  }

  Text text() {
    return text;
  }

  Fate fate() {
    return fate;
  }

  /** Its consents, as keys; the array is its own. */
  LogId[] consentKeys() {
    return consents;
  }

  /** The releases that it was made from, as keys; the array is its own. */
  LogId[] parentKeys() {
    return parents;
  }

  /** The events of the releases that it was made from. */
  public List<String> parents() {
    return Arrays.stream(parents).map(LogId::toString).toList();
  }

  public String event() {
    return event.toString();
  }

  public long index() {
    return place.index();
  }

  public long recordedMillis() {
    return place.recordedMillis();
  }

  public String step() {
    return text.step();
  }

  public String subject() {
    return subject;
  }

  public String from() {
    return text.from();
  }

  public String to() {
    return text.to();
  }

  public String purpose() {
    return text.purpose();
  }

  public SortedSet<String> categories() {
    return text.categories();
  }

  /** The consents that it rested on, with their versions. */
  public List<ConsentRef> consents() {
    List<ConsentRef> refs = new ArrayList<>(consents.length);
    for (int i = 0; i < consents.length; i++) {
      refs.add(new ConsentRef(consents[i].toString(), versions[i]));
    }
    return Collections.unmodifiableList(refs);
  }

  public Optional<String> product() {
    return text.product();
  }

  /** Its fee, with the release that it is free for. */
  public Optional<Fee> fee() {
    return dedupOf == null
        ? text.fee()
        : text.fee()
            .map(
                f -> new Fee(f.amount(), f.currency(), f.tariff(), f.line(), Optional.of(dedupOf)));
  }

  public boolean destroyed() {
    return fate.destroyed();
  }

  /** Whether nothing in the log says that it failed to arrive. */
  public boolean isDelivered() {
    return fate.voided().containsAll(fate.undelivered());
  }

  /** Whether its fee stands: it was more than nothing, and every reversal fell with its cause. */
  public boolean isCharged() {
    return text.fee().filter(f -> f.amount() > 0).isPresent()
        && fate.reversals().stream()
            .allMatch(cause -> cause.filter(fate.voided()::contains).isPresent());
  }

  Release withUndelivered(String by) {
    return after(
        new Fate(fate.undelivered().plus(by), fate.voided(), fate.reversals(), fate.destroyed()));
  }

  Release withVoided(String entry) {
    return after(
        new Fate(
            fate.undelivered(), fate.voided().plus(entry), fate.reversals(), fate.destroyed()));
  }

  Release withReversal(Optional<String> cause) {
    return after(
        new Fate(
            fate.undelivered(), fate.voided(), fate.reversals().plus(cause), fate.destroyed()));
  }

  Release withDestroyed() {
    return after(new Fate(fate.undelivered(), fate.voided(), fate.reversals(), true));
  }

  private Release after(Fate next) {
    return new Release(event, place, text, new Own(this), next);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Release that
        && event.equals(that.event)
        && place.equals(that.place)
        && subject.equals(that.subject)
        && text.equals(that.text)
        && consents().equals(that.consents())
        && Objects.equals(dedupOf, that.dedupOf)
        && Arrays.equals(parents, that.parents)
        && fate.equals(that.fate);
  }

  @Override
  public int hashCode() {
    return event.hashCode();
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "Release[" + event + "]";
  }
}
