package dev.tallystick.consent.stop;

import java.time.Instant;
import java.util.List;

/** What the log has refused for good and nobody has settled, the oldest first. It names nobody. */
record RefusedStopsJson(List<RefusedStopJson> stops) {
  static RefusedStopsJson of(List<LocalStop> stops) {
    return new RefusedStopsJson(stops.stream().map(RefusedStopJson::of).toList());
  }

  /** One of them, without the person and the consent. */
  record RefusedStopJson(
      String stop, String kind, Instant stoppedAt, Instant refusedAt, String refusal) {
    static RefusedStopJson of(LocalStop stop) {
      LocalStop.Refused refused = stop.refused().orElseThrow();
      return new RefusedStopJson(
          stop.event().toString(),
          stop.kind().name(),
          stop.stoppedAt(),
          refused.at(),
          refused.code());
    }
  }
}
