package dev.tallystick.audit.honey;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.audit.index.IndexedRelease;
import dev.tallystick.events.EventId;
import dev.tallystick.events.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could explain a sighting.
 *
 * @param anomaly the finding that nothing does
 * @param event the entry of the finding
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record HoneyAnswerJson(
    boolean explained,
    List<HoneyReleaseJson> releases,
    @Nullable String anomaly,
    @Nullable String event) {

  /** A release that could be where the party has it from. */
  @RegisterForReflection
  record HoneyReleaseJson(
      String event, String release, long index, String step, String from, String recordedAt) {
    static HoneyReleaseJson of(IndexedRelease release) {
      return new HoneyReleaseJson(
          release.event().toString(),
          release.releaseId(),
          release.index(),
          release.step(),
          release.from().party(),
          Timestamps.format(release.recordedMillis()));
    }
  }

  static HoneyAnswerJson of(ReportSighting.Answer answer) {
    return new HoneyAnswerJson(
        answer.raised().isEmpty(),
        answer.releases().stream().map(HoneyReleaseJson::of).toList(),
        answer.raised().map(event -> "ano_" + event).orElse(null),
        answer.raised().map(EventId::toString).orElse(null));
  }
}
