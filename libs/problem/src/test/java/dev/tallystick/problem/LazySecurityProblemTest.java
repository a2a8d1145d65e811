package dev.tallystick.problem;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** Everything holds for a service that authenticates only where a resource asks for it. */
@QuarkusTest
@TestProfile(LazySecurityProblemTest.Lazy.class)
@WithTestResource(Tokens.class)
class LazySecurityProblemTest extends SecurityProblemTest {

  /** Authentication on demand. */
  public static class Lazy implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.auth.proactive", "false");
    }
  }
}
