package dev.tallystick.portal;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * What an installation has to say, for the packaged portal: secrets, and services that are away.
 */
public final class PackagedPortal implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    String nobody = "http://127.0.0.1:1";
    return Map.of(
        "quarkus.oidc.token-state-manager.encryption-secret",
        "a-secret-of-tests-and-of-no-one-else",
        "quarkus.oidc.authentication.state-secret",
        "another-secret-of-tests-and-no-one-else",
        "tallystick.audit.url",
        nobody,
        "tallystick.consent.url",
        nobody,
        "tallystick.vault.url",
        nobody,
        "tallystick.bureau.url",
        nobody);
  }

  @Override
  public void stop() {}
}
