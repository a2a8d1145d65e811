package dev.tallystick.vault.keystore;

import io.smallrye.health.api.Wellness;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Well means that every key opens, every version that must be gone is gone, and every shard is
 * backed up.
 */
@Wellness
class KeystoreHealth implements HealthCheck {
  private final KeystoreCondition condition;

  KeystoreHealth(KeystoreCondition condition) {
    this.condition = condition;
  }

  @Override
  public HealthCheckResponse call() {
    long unreadable = condition.unreadable();
    long late = condition.late();
    int stuck = condition.stuck();
    return HealthCheckResponse.named("keystore")
        .status(unreadable == 0 && late == 0 && stuck == 0)
        .withData("unreadableKeys", unreadable)
        .withData("lateVersions", late)
        .withData("stuckShards", stuck)
        .build();
  }
}
