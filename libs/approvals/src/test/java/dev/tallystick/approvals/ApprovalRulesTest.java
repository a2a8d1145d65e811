package dev.tallystick.approvals;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who counts as the second person, and where there must be a notice period. */
class ApprovalRulesTest {
  private static ActingPerson person(boolean isPerson, boolean hasSecondFactor) {
    return new ActingPerson(
        "an-account", Optional.empty(), Set.of("regulator"), isPerson, hasSecondFactor);
  }

  @Test
  void machine_isNoPerson() {
    assertThatThrownBy(() -> Approvals.requirePerson(person(false, true), false))
        .hasMessageStartingWith("APPROVAL_NEEDS_A_PERSON");
  }

  @Test
  void password_isNotEnoughWhereASecondFactorIsAskedFor() {
    assertThatThrownBy(() -> Approvals.requirePerson(person(true, false), true))
        .hasMessageStartingWith("SECOND_FACTOR_REQUIRED");
    assertThatCode(() -> Approvals.requirePerson(person(true, true), true))
        .doesNotThrowAnyException();
    assertThatCode(() -> Approvals.requirePerson(person(true, false), false))
        .doesNotThrowAnyException();
  }

  @Test
  void start_withoutNoticeIsRefusedOffLoopback() {
    assertThatThrownBy(() -> ApprovalStartupCheck.requireNotice(Duration.ZERO, "0.0.0.0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tallystick.approvals.notice");
    assertThatThrownBy(() -> ApprovalStartupCheck.requireNotice(Duration.ofDays(-1), "192.0.2.1"))
        .isInstanceOf(IllegalStateException.class);
    assertThatCode(() -> ApprovalStartupCheck.requireNotice(Duration.ofDays(3), "0.0.0.0"))
        .doesNotThrowAnyException();
    assertThatCode(() -> ApprovalStartupCheck.requireNotice(Duration.ZERO, "127.0.0.1"))
        .doesNotThrowAnyException();
  }
}
