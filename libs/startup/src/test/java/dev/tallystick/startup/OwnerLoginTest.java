package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

/** A service that could change its schema while it runs is not started. */
class OwnerLoginTest {
  private static final Config APP_ONLY = config(Map.of("quarkus.datasource.username", "audit_app"));
  private static final List<Config> TOO_MUCH =
      List.of(
          config(Map.of("quarkus.flyway.username", "audit_owner")),
          config(Map.of("quarkus.flyway.migrate-at-start", "true")));

  @Test
  void in_aService_isRefused() {
    assertThat(OwnerLogin.in(APP_ONLY, LaunchMode.NORMAL)).isEmpty();
    for (Config settings : TOO_MUCH) {
      assertThat(OwnerLogin.in(settings, LaunchMode.NORMAL))
          .singleElement()
          .matches(Finding::fatal)
          .extracting(Finding::name)
          .isEqualTo("owner-login-at-run-time");
    }
  }

  @Test
  void in_aTest_isLetThrough() {
    TOO_MUCH.forEach(settings -> assertThat(OwnerLogin.in(settings, LaunchMode.TEST)).isEmpty());
  }

  private static Config config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
