package dev.tallystick.audit;

import dev.tallystick.audit.selfcheck.SelfCheck;
import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Well means: what is stored gave the public checkpoint's root when it was last recomputed. */
@Wellness
class SelfCheckHealth implements HealthCheck {
  private final SelfCheck check;

  SelfCheckHealth(SelfCheck check) {
    this.check = check;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("self-check").up();
    check
        .last()
        .ifPresent(
            found -> {
              answer.withData("checkedSize", found.size());
              answer.withData("checkedAt", found.at().toString());
              found.finding().ifPresent(finding -> answer.down().withData("reason", finding));
            });
    return answer.build();
  }
}
