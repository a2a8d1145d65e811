package dev.tallystick.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsafeSettingsTest {
  private static final String LONG_ENOUGH = "0123456789abcdef";

  @TempDir private Path keys;

  @Test
  void in_theLaunchersConfiguration_findsNothing() {
    assertThat(UnsafeSettings.in(config(safe()))).isEmpty();
  }

  @Test
  void in_withoutKeyFolder_namesIt() {
    Path missing = keys.resolve("missing");

    List<Finding> found = UnsafeSettings.in(settings("tallystick.kms.dir", missing.toString()));

    assertThat(found).extracting(Finding::name).containsExactly("kms-dir-missing");
    assertThat(found.get(0).toString()).contains("mkdir -m 700 " + missing);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx--x--x", "rwx---r--"})
  void in_withKeyFolderOpenToOthers_namesIt(String permissions) throws IOException {
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(permissions));

    List<Finding> found = UnsafeSettings.in(config(safe()));

    assertThat(found).extracting(Finding::name).containsExactly("kms-dir-open");
    assertThat(found.get(0).toString()).contains("chmod go-rwx " + keys);
  }

  @Test
  void in_withOneKeyOpenToOthers_namesTheFile() throws IOException {
    Path key = Files.createFile(keys.resolve("one.kek"));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));

    assertThat(UnsafeSettings.in(config(safe())))
        .singleElement()
        .extracting(Finding::problem)
        .asString()
        .contains("one.kek");
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.http.host, 0.0.0.0, http-without-tls",
    "quarkus.http.host, 192.0.2.7, http-without-tls",
    "quarkus.oidc.auth-server-url, http://192.0.2.7:8180/realms/tallystick, oidc-without-tls",
    "quarkus.oidc.credentials.secret, secret, weak-secret",
    "quarkus.datasource.password, a_role_app, weak-secret",
    "quarkus.flyway.password, a_role_owner, weak-secret",
    "quarkus.http.access-log.enabled, true, access-log",
    "tallystick.audit.url, http://192.0.2.7:8083, call-without-tls",
    "tallystick.vault.url, http://vault.invalid, call-without-tls",
    "tallystick.consent.url, ftp:nowhere, call-without-tls",
    "tallystick.something-new.admin-url, http://192.0.2.7, call-without-tls",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://192.0.2.7:5432/audit, database-without-tls",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://192.0.2.7/audit?sslmode=require, database-without-tls",
    "quarkus.flyway.jdbc-url, jdbc:postgresql://192.0.2.7/audit, database-without-tls",
    "tallystick.query.url, jdbc:postgresql://192.0.2.7/orders?sslmode=require, database-without-tls",
    "quarkus.tls.trust-all, true, tls-unchecked",
    "quarkus.oidc.tls.verification, none, tls-unchecked",
    "jdk.internal.httpclient.disableHostnameVerification, true, tls-unchecked",
    "tallystick.tokens.second-factor, false, second-factor-off",
  })
  void in_withOneUnsafeSetting_stopsTheStart(String key, String value, String name) {
    assertThat(UnsafeSettings.in(settings(key, value)))
        .singleElement()
        .matches(Finding::fatal)
        .extracting(Finding::name)
        .isEqualTo(name);
  }

  @Test
  void in_findings_neverShowASecret() {
    Config settings = settings("quarkus.oidc.credentials.secret", "tell-nobody");

    assertThat(UnsafeSettings.in(settings).toString()).doesNotContain("tell-nobody");
  }

  @Test
  void in_withPublicApiDescription_onlyWarns() {
    assertThat(UnsafeSettings.in(settings("tallystick.openapi.policy", "permit")))
        .singleElement()
        .matches(finding -> !finding.fatal());
  }

  @ParameterizedTest
  @CsvSource({
    "quarkus.http.host, localhost",
    "quarkus.http.host, ::1",
    "quarkus.oidc.auth-server-url, https://login.example/realms/tallystick",
    "quarkus.oidc.auth-server-url, http://127.0.0.1:8180/realms/tallystick",
    "tallystick.audit.url, https://audit.example",
    "tallystick.audit.url, http://127.0.0.1:8083",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://localhost:15432/audit",
    "quarkus.datasource.jdbc.url, jdbc:postgresql:audit",
    "quarkus.datasource.jdbc.url, jdbc:postgresql://192.0.2.7/audit?ssl=true&sslmode=verify-full",
    "tallystick.query.url, jdbc:postgresql://127.0.0.1:5432/orders",
    "tallystick.query.url, jdbc:postgresql://192.0.2.7/orders?sslmode=verify-full",
    "tallystick.keys.notice, PT0S",
  })
  void in_withSafeAddress_findsNothing(String key, String value) {
    assertThat(UnsafeSettings.in(settings(key, value))).isEmpty();
  }

  @Test
  void in_onAnyAddressWithTlsOnly_findsNothing() {
    Map<String, String> values = safe();
    values.put("quarkus.http.host", "0.0.0.0");
    values.put("quarkus.http.insecure-requests", "disabled");

    assertThat(UnsafeSettings.in(config(values))).isEmpty();
  }

  @Test
  void in_withOneServerOfSeveralElsewhere_namesIt() {
    String url = "jdbc:postgresql://127.0.0.1:5432,192.0.2.7:5432/audit";

    assertThat(UnsafeSettings.in(settings("quarkus.datasource.jdbc.url", url)))
        .extracting(Finding::name)
        .containsExactly("database-without-tls");
  }

  @Test
  void in_withTlsBesideTheAddressOfTheDatabase_findsNothing() {
    Map<String, String> values = safe();
    values.put("quarkus.datasource.jdbc.url", "jdbc:postgresql://192.0.2.7/audit");
    values.put("quarkus.datasource.jdbc.additional-jdbc-properties.sslmode", "verify-full");

    assertThat(UnsafeSettings.in(config(values))).isEmpty();
  }

  @Test
  void in_withoutNoticeOfKeysOffLoopback_stopsTheStart() {
    Map<String, String> values = safe();
    values.put("quarkus.http.host", "0.0.0.0");
    values.put("quarkus.http.insecure-requests", "disabled");
    values.put("tallystick.keys.notice", "PT0S");

    assertThat(UnsafeSettings.in(config(values)))
        .extracting(Finding::name)
        .containsExactly("key-without-notice");
  }

  private Config settings(String key, String value) {
    Map<String, String> values = safe();
    values.put(key, value);
    return config(values);
  }

  private Map<String, String> safe() {
    Map<String, String> values = new HashMap<>();
    values.put("tallystick.kms.dir", keys.toString());
    values.put("quarkus.http.host", "127.0.0.1");
    values.put("quarkus.oidc.auth-server-url", "http://localhost:8180/realms/tallystick");
    values.put("quarkus.datasource.password", LONG_ENOUGH);
    values.put("quarkus.flyway.password", LONG_ENOUGH);
    values.put("quarkus.oidc.credentials.secret", LONG_ENOUGH);
    return values;
  }

  private static Config config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }
}
