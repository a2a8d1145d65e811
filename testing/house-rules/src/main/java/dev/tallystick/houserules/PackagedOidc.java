package dev.tallystick.houserules;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Tells a packaged service that the provider of the test is its realm, as the configuration of the
 * test profile does in other tests. The provider itself is a resource of its own.
 */
public final class PackagedOidc implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    return Map.of("quarkus.oidc.auth-server-url", "${keycloak.url}/realms/quarkus");
  }

  @Override
  public void stop() {}
}
