package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.entry.Anomaly;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log itself, where the operator cannot take it back, that no quorum of witnesses has
 * cosigned for a minute, and later that one has again. For one thread at a time.
 */
public final class WitnessAlarm {
  /** How old the newest witnessed checkpoint may be. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Logger LOG = Logger.getLogger(WitnessAlarm.class);
  private static final String DETECTOR = "WITNESS_QUORUM_MISSING";

  private final WitnessedCheckpoints witnessed;
  private final OwnEvents log;
  private final Clock clock;
  private final long beganMillis;
  private @Nullable Anomaly raised;

  /** Logs under audit-service's own name. */
  public WitnessAlarm(WitnessedCheckpoints witnessed, OwnEvents log, Clock clock) {
    this.witnessed = witnessed;
    this.log = log;
    this.clock = clock;
    this.beganMillis = clock.millis();
  }

  /** Compares the age of the newest witnessed checkpoint with the limit. */
  void look() {
    if (!witnessed.policy().asksForWitnesses()) {
      return;
    }
    long lastMillis =
        witnessed
            .newest()
            .map(newest -> Duration.ofSeconds(newest.atSeconds()).toMillis())
            .orElse(beganMillis);
    long age = clock.millis() - lastMillis;
    boolean isLate = age > LIMIT.toMillis();
    Anomaly open = raised;
    try {
      if (isLate && open == null) {
        raised =
            Anomaly.raise(
                log,
                new Anomaly.Observation(
                    DETECTOR, lastMillis, lastMillis + age, age / 1000, LIMIT.toSeconds()));
        LOG.errorf("no quorum of witnesses has cosigned for %d s", age / 1000);
      } else if (!isLate && open != null) {
        open.clear(log, "A quorum has cosigned again.");
        raised = null;
      }
    } catch (DomainProblem e) {
      // The log cannot be written, which others say loudly: the next round tries again.
      LOG.debugf("the witness alarm cannot be logged: %s", e.getMessage());
    }
  }
}
