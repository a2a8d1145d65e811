package dev.tallystick.audit.entry;

import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
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
    return raise(log, data(seen, "ALARM"));
  }

  /**
   * Raises an alarm about a party.
   *
   * @param severity {@code INFO}, {@code WARNING} or {@code ALARM}
   * @param entries the events that it is about, in order; they may be none
   * @throws dev.tallystick.problem.DomainProblem if it cannot be logged
   */
  public static Anomaly raise(
      OwnEvents log, Observation seen, String severity, String party, List<String> entries) {
    JsonObject.Builder data = data(seen, severity).put("party", party);
    if (!entries.isEmpty()) {
      data.put("entries", JsonArray.ofStrings(entries));
    }
    return raise(log, data);
  }

  private static JsonObject.Builder data(Observation seen, String severity) {
    return JsonObject.builder()
        .put("detector", seen.detector())
        .put("from", Timestamps.format(seen.from()))
        .put("until", Timestamps.format(seen.until()))
        .put("observed", seen.observed())
        .put("expected", seen.expected())
        .put("severity", severity);
  }

  private static Anomaly raise(OwnEvents log, JsonObject.Builder data) {
    Anomaly anomaly = new Anomaly("ano_" + log.drawId(), log.drawId());
    data.put("anomaly", anomaly.id());
    log.append(anomaly.event(), "anomaly.raised", Optional.empty(), data.build(), List.of());
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
    JsonObject data =
        JsonObject.builder()
            .putIfPresent("party", party)
            .put("anomaly", id)
            .put("raised", event.toString())
            .put("finding", "CONFIRMED")
            .put("remark", remark)
            .build();
    log.append(log.drawId(), "anomaly.cleared", Optional.empty(), data, List.of());
  }
}
