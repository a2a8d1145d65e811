package dev.tallystick.audit;

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

  LogReadiness(LogHead head) {
    this.head = head;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("log").status(head.failure().isEmpty());
    head.newest().map(LogState::size).ifPresent(size -> answer.withData("treeSize", size));
    head.failure().ifPresent(reason -> answer.withData("reason", reason));
    return answer.build();
  }
}
