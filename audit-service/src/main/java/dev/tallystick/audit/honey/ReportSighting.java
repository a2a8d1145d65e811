package dev.tallystick.audit.honey;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Data of a honey person turned up at a party: whether a release to it explains that. If none does,
 * they came by a way that the log does not see, and the log is told so.
 *
 * <p>The finding names the party and the day in UTC, and nothing by which the party could tell
 * which person it was. It is logged once for a person, a party and a day, whatever a crash leaves.
 */
@Singleton
class ReportSighting {
  static final String DETECTOR = "HONEY_SIGHTED";
  private static final int MOST = 100;

  private final HoneyRepository rows;
  private final HoneyPersons persons;
  private final Explanations explanations;
  private final OwnEvents log;
  private final Clock clock;

  ReportSighting(
      HoneyRepository rows,
      HoneyPersons persons,
      Explanations explanations,
      OwnEvents log,
      Clock clock) {
    this.rows = rows;
    this.persons = persons;
    this.explanations = explanations;
    this.log = log;
    this.clock = clock;
  }

  /** What the log has that could explain it. */
  @Singleton
  static class Explanations {
    private final ReleaseIndex releases;
    private final LoggedParties parties;
    private final IndexCursor cursor;
    private final LogEntryRepository entries;
    private final LogStateRepository states;

    Explanations(
        ReleaseIndex releases,
        LoggedParties parties,
        IndexCursor cursor,
        LogEntryRepository entries,
        LogStateRepository states) {
      this.releases = releases;
      this.parties = parties;
      this.cursor = cursor;
      this.entries = entries;
      this.states = states;
    }

    boolean isRegistered(String party) {
      return parties.role(party).isPresent();
    }

    /** Whether the log has an entry of this event. */
    boolean isLogged(EventId event) {
      return entries.find(event).isPresent();
    }

    /**
     * Releases to the party about the person, up to then; those that never reached it explain
     * nothing.
     *
     * @throws AuditProblem if the index has not come that far: a release that it lacks would make
     *     an honest party a suspect
     */
    List<IndexedRelease> find(String subject, String party, Instant seenAt) {
      long after = new RecordedTimes(entries, states).firstAt(seenAt.toEpochMilli() + 1);
      if (cursor.next() < after) {
        throw AuditProblem.of(AuditProblemCode.INDEX_NOT_READY);
      }
      return releases
          .toAbout(
              EventLabels.ofParty(party),
              EventLabels.ofSubject(subject),
              seenAt.toEpochMilli(),
              MOST)
          .stream()
          .filter(release -> release.undelivered().isEmpty())
          .toList();
    }
  }

  /**
   * What is made of it.
   *
   * @param releases what could explain it, the newest first
   * @param raised the entry that says that nothing does
   */
  record Answer(List<IndexedRelease> releases, Optional<EventId> raised) {}

  /** Answers what could explain that a honey person turned up at a party. */
  Answer report(String subject, String party, Instant seenAt) {
    HoneyPersonEntity person =
        rows.findMarked(persons.markOf(subject))
            .orElseThrow(() -> AuditProblem.of(AuditProblemCode.HONEY_UNKNOWN));
    if (seenAt.isAfter(clock.instant())) {
      throw AuditProblem.ofField(AuditProblemCode.HONEY_TERM_INVALID, "seenAt", "past");
    }
    if (!explanations.isRegistered(party)) {
      throw AuditProblem.ofField(AuditProblemCode.HONEY_TERM_INVALID, "party", "registered");
    }
    List<IndexedRelease> found = explanations.find(subject, party, seenAt);
    return found.isEmpty()
        ? new Answer(found, Optional.of(raise(person, party, seenAt)))
        : new Answer(found, Optional.empty());
  }

  private EventId raise(HoneyPersonEntity person, String party, Instant seenAt) {
    LocalDate day = seenAt.atZone(ZoneOffset.UTC).toLocalDate();
    HoneySightingEntity sighting = rows.sighting(person.honey, party, day, log.drawId());
    EventId raised = new EventId(sighting.raised);
    if (!sighting.isSaid) {
      if (!explanations.isLogged(raised)) {
        var unused = log.append(raised, finding(raised, party, day), Optional.empty(), List.of());
      }
      rows.said(raised);
    }
    return raised;
  }

  private static AnomalyRaised finding(EventId raised, String party, LocalDate day) {
    Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    return AnomalyRaised.builder()
        .anomaly(new AnomalyId("ano_" + raised))
        .detector(DETECTOR)
        .party(Optional.of(party))
        .from(from)
        .until(from.plus(Duration.ofDays(1)))
        .observed(1)
        .expected(0)
        .severity(AnomalyRaised.Severity.ALARM)
        .build();
  }
}
