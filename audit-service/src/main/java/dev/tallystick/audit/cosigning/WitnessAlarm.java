package dev.tallystick.audit.cosigning;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.events.EventId;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.Timestamps;
import dev.tallystick.problem.DomainProblem;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private @Nullable Raised raised;

  private record Raised(String anomaly, EventId event) {}

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
    Raised open = raised;
    try {
      if (isLate && open == null) {
        raised = raise(lastMillis, age);
        LOG.errorf("no quorum of witnesses has cosigned for %d s", age / 1000);
      } else if (!isLate && open != null) {
        clear(open);
        raised = null;
      }
    } catch (DomainProblem e) {
      // The log cannot be written, which others say loudly: the next round tries again.
      LOG.debugf("the witness alarm cannot be logged: %s", e.getMessage());
    }
  }

  private Raised raise(long lastMillis, long age) {
    EventId id = log.drawId();
    String anomaly = "ano_" + log.drawId();
    JsonObject data =
        JsonObject.builder()
            .put("anomaly", anomaly)
            .put("detector", DETECTOR)
            .put("from", Timestamps.format(lastMillis))
            .put("until", Timestamps.format(lastMillis + age))
            .put("observed", age / 1000)
            .put("expected", LIMIT.toSeconds())
            .put("severity", "ALARM")
            .build();
    log.append(id, "anomaly.raised", Optional.empty(), data, List.of());
    return new Raised(anomaly, id);
  }

  private void clear(Raised open) {
    JsonObject data =
        JsonObject.builder()
            .put("anomaly", open.anomaly())
            .put("raised", open.event().toString())
            .put("finding", "CONFIRMED")
            .put("remark", "A quorum has cosigned again.")
            .build();
    log.append(log.drawId(), "anomaly.cleared", Optional.empty(), data, List.of());
  }
}
