package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.Test;

/** Nobody sets the log to forget releases and refusals before three years are over. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class ShortestTermTest {
  @Test
  void r51_termUnderThreeYears_isRefused() {
    LocalDate today = LocalDate.of(2026, 3, 2);

    EraseOpenings.requireTerm(Period.ofYears(3), today);
    assertThatIllegalStateException()
        .isThrownBy(() -> EraseOpenings.requireTerm(Period.ofYears(3).minusDays(1), today))
        .withMessageContaining("R51");
  }
}
