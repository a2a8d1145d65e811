package dev.tallystick.audit.detector;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code detector_alarm}: an alarm that is not over, or whose end is not logged yet. */
@Entity
@Table(name = "detector_alarm")
class DetectorAlarmEntity {
  @Id private String anomaly;

  private String detector;

  private String about;

  private UUID raised;

  @Column(name = "is_said")
  private boolean isSaid;

  private @Nullable UUID clearing;

  @Column(name = "noticed_millis")
  private long noticedMillis;

  private String severity;

  private @Nullable String party;

  private @Nullable UUID person;

  @Column(name = "from_millis")
  private long fromMillis;

  @Column(name = "until_millis")
  private long untilMillis;

  private long observed;

  private long expected;

  private String[] entries;

  /** For Hibernate, which sets the fields. */
  @SuppressWarnings("NullAway.Init")
  DetectorAlarmEntity() {}

  /**
   * An alarm that is to be logged.
   *
   * @param raised the entry that will raise it
   */
  DetectorAlarmEntity(OpenAlarms.Case open, EventId raised, DetectorRun.Noticed noticed) {
    Detection found = noticed.detection();
    this.detector = open.detector();
    this.about = open.about();
    this.anomaly = "ano_" + raised;
    this.raised = raised.value();
    this.noticedMillis = noticed.atMillis();
    this.severity = noticed.detector().severity().wire();
    this.party = found.party().orElse(null);
    this.person = found.person().map(EventId::value).orElse(null);
    this.fromMillis = found.numbers().from();
    this.untilMillis = found.numbers().until();
    this.observed = found.numbers().observed();
    this.expected = found.numbers().expected();
    this.entries = found.entries().stream().map(EventId::toString).toArray(String[]::new);
  }

  OpenAlarms.Case toCase() {
    return new OpenAlarms.Case(detector, about);
  }

  String detector() {
    return detector;
  }

  long noticedMillis() {
    return noticedMillis;
  }

  void noticedAt(long millis) {
    noticedMillis = Math.max(noticedMillis, millis);
  }

  /** Whether the log has it. */
  boolean isSaid() {
    return isSaid;
  }

  void said() {
    isSaid = true;
  }

  EventId raised() {
    return new EventId(raised);
  }

  /** The entry that will clear it, once it is over. */
  Optional<EventId> clearing() {
    return Optional.ofNullable(clearing).map(EventId::new);
  }

  void clearBy(EventId event) {
    clearing = event.value();
  }

  /** An entry about the person whom it is about. */
  Optional<EventId> person() {
    return Optional.ofNullable(person).map(EventId::new);
  }

  /** What the log is told when it is raised. */
  AnomalyRaised toRaised() {
    return AnomalyRaised.builder()
        .anomaly(new AnomalyId(anomaly))
        .detector(detector)
        .party(Optional.ofNullable(party))
        .from(Instant.ofEpochMilli(fromMillis))
        .until(Instant.ofEpochMilli(untilMillis))
        .observed(observed)
        .expected(expected)
        .severity(AnomalyRaised.Severity.of(severity))
        .entries(Arrays.stream(entries).map(EventId::fromString).toList())
        .build();
  }

  /** What the log is told when it is over. */
  AnomalyCleared toCleared() {
    return AnomalyCleared.builder()
        .party(Optional.ofNullable(party))
        .anomaly(new AnomalyId(anomaly))
        .raised(raised())
        .finding(AnomalyCleared.Finding.CONFIRMED)
        .remark("Nothing of the kind was noticed for a window.")
        .build();
  }
}
