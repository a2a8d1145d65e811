package dev.tallystick.audit.entry;

import dev.tallystick.events.EventId;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.Timestamps;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with the log itself, said in the log, where the operator cannot take it back.
 *
 * @param id its own id, {@code ano_...}
 * @param event the entry that raised it
 */
public record Anomaly(String id, EventId event) {

  /**
   * Raises an alarm of the times between these two, in milliseconds of the epoch.
   *
   * @param detector what noticed it, such as {@code LOG_DAMAGED}
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public static Anomaly raise(
      OwnEvents log, String detector, long from, long until, long observed, long expected) {
    Anomaly anomaly = new Anomaly("ano_" + log.drawId(), log.drawId());
    JsonObject data =
        JsonObject.builder()
            .put("anomaly", anomaly.id())
            .put("detector", detector)
            .put("from", Timestamps.format(from))
            .put("until", Timestamps.format(until))
            .put("observed", observed)
            .put("expected", expected)
            .put("severity", "ALARM")
            .build();
    log.append(anomaly.event(), "anomaly.raised", Optional.empty(), data, List.of());
    return anomaly;
  }

  /**
   * Says that it was so and is over.
   *
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public void clear(OwnEvents log, String remark) {
    JsonObject data =
        JsonObject.builder()
            .put("anomaly", id)
            .put("raised", event.toString())
            .put("finding", "CONFIRMED")
            .put("remark", remark)
            .build();
    log.append(log.drawId(), "anomaly.cleared", Optional.empty(), data, List.of());
  }
}
