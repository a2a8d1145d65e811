package dev.tallystick.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A stolen log-in enrols ten people in a minute, not twenty in a moment; and a person approves. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class PrivilegedActsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:10.000Z");

  @Inject AdminActRepository counts;
  @Inject ApprovalLog log;

  private static ActingPerson person(boolean hasSecondFactor) {
    return new ActingPerson(
        UUID.randomUUID().toString(),
        Optional.empty(),
        Set.of("operator"),
        /* isPerson= */ true,
        hasSecondFactor);
  }

  private PrivilegedActs at(Instant now) {
    return new PrivilegedActs(counts, log, new Defaults(), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void count_endsAtTheLimitOfAMinuteForEachAccount() {
    ActingPerson operator = person(false);
    for (int i = 0; i < 10; i++) {
      at(NOON).count(operator);
    }

    assertThatThrownBy(() -> at(NOON).count(operator))
        .isInstanceOfSatisfying(
            ApprovalProblem.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("ADMIN_RATE_EXCEEDED");
              assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(50));
            });
    at(NOON).count(person(false));
    at(NOON.plusSeconds(60)).count(operator);
  }

  private record Defaults() implements ApprovalConfig {
    @Override
    public Duration notice() {
      return Duration.ofDays(3);
    }

    @Override
    public boolean secondFactor() {
      return true;
    }

    @Override
    public Duration lifetime() {
      return Duration.ofDays(14);
    }

    @Override
    public Duration lease() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Duration renewEvery() {
      return Duration.ofSeconds(5);
    }

    @Override
    public int actsPerMinute() {
      return 10;
    }
  }
}
