package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartupChecksTest {
  private static final Finding OPEN = Finding.fatal("kms-dir-open", "too open", "close it");
  private static final Finding PLAIN = Finding.fatal("http-without-tls", "no TLS", "use TLS");
  private static final Finding HINT = Finding.warning("openapi-public", "readable", "hide it");

  @Test
  void enforce_severeFinding_stopsTheStartAndNamesIt() {
    assertThatThrownBy(() -> StartupChecks.enforce(List.of(OPEN, HINT), Set.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("kms-dir-open")
        .hasMessageContaining("tallystick.startup.accepted-risks");
  }

  @Test
  void enforce_acceptedFinding_letsTheStartPass() {
    assertThatCode(() -> StartupChecks.enforce(List.of(PLAIN, HINT), Set.of("http-without-tls")))
        .doesNotThrowAnyException();
  }

  @Test
  void enforce_oneOfTwoAccepted_stillStopsTheStart() {
    assertThatThrownBy(
            () -> StartupChecks.enforce(List.of(OPEN, PLAIN), Set.of("http-without-tls")))
        .hasMessageContaining("kms-dir-open")
        .hasMessageNotContaining("http-without-tls");
  }
}
