package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnsafeAlertsTest {
  private static final Map<String, String> SAFE =
      Map.of(
          "quarkus.http.host", "192.0.2.1",
          "quarkus.mailer.host", "192.0.2.25",
          "quarkus.mailer.start-tls", "REQUIRED",
          "quarkus.mailer.login", "REQUIRED",
          "quarkus.mailer.username", "vault");

  private static List<String> names(Map<String, String> values) {
    return UnsafeAlerts.in(config(values)).stream()
        .peek(finding -> assertThat(finding.fatal()).isTrue())
        .map(Finding::name)
        .toList();
  }

  private static Config config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.mailer.start-tls, OPTIONAL, mail-without-tls",
    "quarkus.mailer.start-tls, DISABLED, mail-without-tls",
    "quarkus.mailer.trust-all, true, mail-without-tls",
    "quarkus.mailer.login, OPTIONAL, mail-without-login",
    "quarkus.mailer.username, '', mail-without-login",
    "tallystick.alerts.webhooks-on-loopback, true, webhooks-on-loopback",
    "tallystick.feeds.webhooks-on-loopback, true, webhooks-on-loopback",
    "tallystick.webhooks.on-loopback, true, webhooks-on-loopback",
  })
  void in_withOneUnsafeSettingOffLoopback_stopsTheStart(String key, String value, String name) {
    Map<String, String> values = new HashMap<>(SAFE);
    values.put(key, value);

    assertThat(names(values)).containsExactly(name);
  }

  @Test
  void in_withTheDefaultsAndAServerElsewhere_namesBoth() {
    assertThat(names(Map.of("quarkus.mailer.host", "192.0.2.25")))
        .containsExactly("mail-without-tls", "mail-without-login");
  }

  @Test
  void in_whatIsSafe_findsNothing() {
    assertThat(names(SAFE)).isEmpty();
    Map<String, String> implicit = new HashMap<>(SAFE);
    implicit.put("quarkus.mailer.start-tls", "DISABLED");
    implicit.put("quarkus.mailer.tls", "true");
    assertThat(names(implicit)).isEmpty();
    assertThat(names(Map.of())).isEmpty();
    assertThat(
            names(
                Map.of(
                    "quarkus.http.host", "127.0.0.1",
                    "quarkus.mailer.host", "127.0.0.1",
                    "tallystick.alerts.webhooks-on-loopback", "true")))
        .as("the local suite")
        .isEmpty();
  }
}
