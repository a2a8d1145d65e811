package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import org.junit.jupiter.api.Test;

class EnvFileTest {
  @Test
  void text_isForAShellToRead() {
    assertThat(EnvFile.text(new Addresses(new Ports(0))).lines())
        .containsExactlyInAnyOrder(
            "export CONSENT_URL='http://127.0.0.1:8081'",
            "export VAULT_URL='http://127.0.0.1:8082'",
            "export AUDIT_URL='http://127.0.0.1:8083'",
            "export BUREAU_URL='http://127.0.0.1:8084'",
            "export PORTAL_URL='http://127.0.0.1:8080'",
            "export OIDC_URL='http://127.0.0.1:8180/realms/tallystick'",
            "export OIDC_TOKEN_URL='http://127.0.0.1:8180/realms/tallystick/protocol/openid-connect/token'",
            "export API_PAGES_URL='http://127.0.0.1:8085'",
            "export MAILBOX_URL='http://127.0.0.1:8025'",
            "export POSTGRES_URL='postgresql://127.0.0.1:15432'");
  }
}
