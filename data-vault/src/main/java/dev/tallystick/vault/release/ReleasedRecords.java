package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which records, in which versions, have gone to whom. Ids only; what they held opens under the
 * person's key. Goes with the person.
 */
@Singleton
public final class ReleasedRecords {
  private final ReleasedRecordRepository rows;
  private final Clock clock;

  ReleasedRecords(ReleasedRecordRepository rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** A release that handed over a record, and in which version. */
  public record Handed(EventId release, String recipient, String record, int version) {}

  /**
   * A record that was handed over in a release about another token.
   *
   * @param subject the token that it is kept under
   */
  public record HandedUnder(String subject, String source, Handed record) {
    @Override
    public String toString() {
      return "HandedUnder[" + record + "]";
    }
  }

  /** Notes what releases are about to hand over; it counts once the log has them. */
  void intend(List<IntendedRelease> releases) {
    rows.add(releases, clock.instant());
  }

  /**
   * What was handed over of records that are kept under one of these tokens, in releases about one
   * of those others, those included whose outcome is open; each is given once.
   */
  public List<HandedUnder> takeHandedUnder(Collection<String> tokens, Collection<String> others) {
    return rows.takeUnder(tokens, others).stream()
        .flatMap(
            row -> row.handed().stream().map(one -> new HandedUnder(row.subject, row.source, one)))
        .toList();
  }

  /** Forgets what was released about a person, of one source or of all. */
  void forget(String subject, Optional<String> source) {
    rows.forget(subject, source);
  }

  /** Everything that was handed over about a person, in the order of the releases. */
  public List<Handed> about(String subject) {
    return rows.about(subject).stream().flatMap(row -> row.handed().stream()).toList();
  }

  /**
   * What may have been handed over about a person: the log may have these releases, which is not
   * known here yet, or not any more after a crash of the database.
   */
  public List<Handed> openAbout(String subject) {
    return rows.openAbout(subject).stream().flatMap(row -> row.handed().stream()).toList();
  }
}
