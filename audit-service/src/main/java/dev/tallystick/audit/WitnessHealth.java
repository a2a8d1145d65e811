package dev.tallystick.audit;

import dev.tallystick.audit.cosigning.WitnessAlarm;
import dev.tallystick.audit.cosigning.WitnessCosigning;
import dev.tallystick.audit.cosigning.WitnessReport;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.Witnessed;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import io.smallrye.health.api.Wellness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Well means: a quorum of witnesses keeps up. The log is written without them, so readiness does
 * not ask. In a process that stands by, only the age of the quorum is known.
 */
@Wellness
class WitnessHealth implements HealthCheck {
  private final LogPolicy policy;
  private final WitnessedCheckpoints witnessed;
  private final WitnessCosigning witnesses;
  private final Clock clock;

  WitnessHealth(
      LogPolicy policy, WitnessedCheckpoints witnessed, WitnessCosigning witnesses, Clock clock) {
    this.policy = policy;
    this.witnessed = witnessed;
    this.witnesses = witnesses;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<Witnessed> newest = witnessed.newest();
    boolean isFresh =
        newest
            .filter(found -> age(Instant.ofEpochSecond(found.atSeconds())) <= limit())
            .isPresent();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("witnesses").status(isFresh || !policy.asksForWitnesses());
    newest.ifPresent(
        found -> {
          answer.withData("witnessedSize", found.checkpoint().size());
          answer.withData("witnessedSecondsAgo", age(Instant.ofEpochSecond(found.atSeconds())));
        });
    if (!isFresh && policy.asksForWitnesses()) {
      answer.withData("reason", "no quorum of witnesses has cosigned for " + limit() + " s");
    }
    witnesses.reports().forEach(report -> answer.withData(report.name(), text(report)));
    return answer.build();
  }

  private String text(WitnessReport report) {
    String last =
        report
            .at()
            .map(at -> "cosigned size %d %d s ago".formatted(report.size(), age(at)))
            .orElse("not asked by this process yet");
    return report.problem().map(problem -> problem + "; " + last).orElse(last);
  }

  private long age(Instant then) {
    return Math.max(0, Duration.between(then, clock.instant()).toSeconds());
  }

  private static long limit() {
    return WitnessAlarm.LIMIT.toSeconds();
  }
}
