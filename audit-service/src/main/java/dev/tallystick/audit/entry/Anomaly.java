package dev.tallystick.audit.entry;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.AnomalyCleared;
import dev.tallystick.events.type.AnomalyId;
import dev.tallystick.events.type.AnomalyRaised;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with the log itself, or with what a party does, said in the log, where the operator
 * cannot take it back.
 *
 * @param id its own id, {@code ano_...}
 * @param event the entry that raised it
 */
public record Anomaly(String id, EventId event) {

  /**
   * What was noticed, between two times in milliseconds of the epoch.
   *
   * @param detector what noticed it, such as {@code LOG_DAMAGED}
   */
  public record Observation(String detector, long from, long until, long observed, long expected) {}

  /**
   * Raises an alarm about the log itself.
   *
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public static Anomaly raise(OwnEvents log, Observation seen) {
    return raise(log, data(seen, AnomalyRaised.Severity.ALARM));
  }

  /**
   * The same of some entries.
   *
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public static Anomaly raise(OwnEvents log, Observation seen, Collection<EventId> entries) {
    return raise(log, data(seen, AnomalyRaised.Severity.ALARM).entries(entries));
  }

  /**
   * Raises an alarm about a party.
   *
   * @param entries the events that it is about; they may be none
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public static Anomaly raise(
      OwnEvents log,
      Observation seen,
      AnomalyRaised.Severity severity,
      String party,
      Collection<EventId> entries) {
    return raise(log, data(seen, severity).party(party).entries(entries));
  }

  private static AnomalyRaised.Builder data(Observation seen, AnomalyRaised.Severity severity) {
    return AnomalyRaised.builder()
        .detector(seen.detector())
        .from(Instant.ofEpochMilli(seen.from()))
        .until(Instant.ofEpochMilli(seen.until()))
        .observed(seen.observed())
        .expected(seen.expected())
        .severity(severity);
  }

  private static Anomaly raise(OwnEvents log, AnomalyRaised.Builder data) {
    Anomaly anomaly = new Anomaly("ano_" + log.drawId(), log.drawId());
    log.append(
        anomaly.event(),
        data.anomaly(new AnomalyId(anomaly.id())).build(),
        Optional.empty(),
        List.of());
    return anomaly;
  }

  /**
   * Says that it was so and is over.
   *
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public void clear(OwnEvents log, String remark) {
    clear(log, Optional.empty(), remark);
  }

  /**
   * The same of an alarm about a party.
   *
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public void clear(OwnEvents log, String party, String remark) {
    clear(log, Optional.of(party), remark);
  }

  private void clear(OwnEvents log, Optional<String> party, String remark) {
    AnomalyCleared data =
        AnomalyCleared.builder()
            .party(party)
            .anomaly(new AnomalyId(id))
            .raised(event)
            .finding(AnomalyCleared.Finding.CONFIRMED)
            .remark(remark)
            .build();
    log.append(log.drawId(), data, Optional.empty(), List.of());
  }
}
