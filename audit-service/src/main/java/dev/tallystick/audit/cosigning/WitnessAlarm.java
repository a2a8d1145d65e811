package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.audit.entry.LoggedAnomalies;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log itself, where the operator cannot take it back, that no quorum of witnesses has
 * cosigned for a minute, and later that one has again. What it has said is read from the log, so
 * that an alarm outlives the process that raised it. For one thread at a time.
 */
public final class WitnessAlarm {
  /** How old the newest witnessed checkpoint may be. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Logger LOG = Logger.getLogger(WitnessAlarm.class);
  private static final String DETECTOR = "WITNESS_QUORUM_MISSING";

  private final WitnessedCheckpoints witnessed;
  private final LoggedAnomalies logged;
  private final OwnEvents log;
  private final Clock clock;
  private final long beganMillis;
  private @Nullable List<Anomaly> known;

  /** Logs under audit-service's own name. */
  public WitnessAlarm(
      WitnessedCheckpoints witnessed, LoggedAnomalies logged, OwnEvents log, Clock clock) {
    this.witnessed = witnessed;
    this.logged = logged;
    this.log = log;
    this.clock = clock;
    this.beganMillis = clock.millis();
  }

  /** Another process may have watched until now: what it has said is read before the next look. */
  void takeOver() {
    known = null;
  }

  /** Compares the age of the newest witnessed checkpoint with the limit. */
  void look() {
    if (!witnessed.policy().asksForWitnesses()) {
      return;
    }
    Optional<Long> cosigned =
        witnessed.newest().map(newest -> Duration.ofSeconds(newest.atSeconds()).toMillis());
    long lastMillis = cosigned.orElse(beganMillis);
    long age = clock.millis() - lastMillis;
    boolean isLate = age > LIMIT.toMillis();
    List<Anomaly> open = known != null ? known : logged.open(DETECTOR);
    // Not known until all is said: what the log took and did not confirm is read from it.
    known = null;
    try {
      if (isLate && open.isEmpty()) {
        open = List.of(raise(lastMillis, age));
        LOG.errorf("no quorum of witnesses has cosigned for %d s", age / 1000);
      } else if (!isLate && cosigned.isPresent()) {
        open.forEach(one -> one.clear(log, "A quorum has cosigned again."));
        open = List.of();
      }
      known = open;
    } catch (DomainProblem e) {
      // The log cannot be written, which others say loudly: the next round tries again.
      LOG.debugf("the witness alarm cannot be logged: %s", e.getMessage());
    }
  }

  private Anomaly raise(long lastMillis, long age) {
    return Anomaly.raise(
        log,
        new Anomaly.Observation(
            DETECTOR, lastMillis, lastMillis + age, age / 1000, LIMIT.toSeconds()));
  }
}
