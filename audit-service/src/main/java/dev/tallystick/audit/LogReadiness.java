package dev.tallystick.audit;

import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogState;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the log can be written. What keeps it from that is named. */
@Readiness
class LogReadiness implements HealthCheck {
  private final LogHead head;

  private final SequencerThread sequencer;

  LogReadiness(LogHead head, SequencerThread sequencer) {
    this.head = head;
    this.sequencer = sequencer;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("log").status(head.failure().isEmpty() && sequencer.isRunning());
    head.newest().map(LogState::size).ifPresent(size -> answer.withData("treeSize", size));
    head.failure().ifPresent(reason -> answer.withData("reason", reason));
    return answer.build();
  }
}
