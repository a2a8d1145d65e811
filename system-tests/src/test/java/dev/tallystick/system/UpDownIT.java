package dev.tallystick.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class UpDownIT {
  private static final String GATEWAY = "gateway-lake-rural-credit";
  private static final List<String> PARTS =
      List.of(
          "postgres",
          "keycloak",
          "audit-service",
          "consent-service",
          "data-vault",
          "bureau-service",
          "portal",
          GATEWAY);

  private final Suite suite;

  UpDownIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.up();
    suite.awaitHealthy();
  }

  @Test
  void up_bringsEveryPartIntoService() throws Exception {
    for (String part : PARTS) {
      assertThat(suite.part(part).get("state").asText()).as(part).isEqualTo("ready");
    }
    for (String variable :
        List.of("CONSENT_URL", "VAULT_URL", "AUDIT_URL", "BUREAU_URL", "PORTAL_URL")) {
      assertThat(suite.address(variable)).as(variable).startsWith("http://127.0.0.1:10");
    }
    assertThat(suite.address("POSTGRES_URL")).isEqualTo("postgresql://127.0.0.1:17432");
    assertThat(suite.address("GATEWAY_URL")).isEqualTo("http://127.0.0.1:10086");
    assertThat(suite.address("OIDC_TOKEN_URL")).startsWith(suite.address("OIDC_URL"));
  }

  @Test
  void vkey_isTheKeyOfALog() throws Exception {
    Command.Result result = suite.command().run("vkey");

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).matches("tallystick\\.example/[0-9a-f]{8}\\+[0-9a-f]{8}\\+\\S+\\s");
  }

  @Test
  void up_whileItRunsSaysSo() throws Exception {
    Command.Result again = suite.command().run("up", "--detach", "--no-build");
    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).contains("already running");

    Command.Result fresh = suite.command().run("up", "--detach", "--no-build", "--fresh");
    assertThat(fresh.exitCode()).isNotZero();
    assertThat(fresh.output()).contains("is running");
  }

  @Test
  void secrets_areOnNoCommandLine() throws Exception {
    List<String> secrets = new ArrayList<>();
    for (String line : Files.readAllLines(suite.command().home().resolve("secrets.properties"))) {
      secrets.add(line.substring(line.indexOf('=') + 1));
    }
    try (var files = Files.list(suite.command().home().resolve("postgres/secrets"))) {
      for (Path file : files.toList()) {
        secrets.add(Files.readString(file).strip());
      }
    }
    assertThat(secrets).hasSizeGreaterThan(30).allMatch(secret -> secret.length() >= 20);

    for (long pid : suite.command().processes()) {
      assertThat(Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")))
          .doesNotContain(secrets);
    }
  }

  @Test
  void supervisor_startsAgainWhatWasKilled() throws Exception {
    List<String> killed =
        List.of("postgres", "keycloak", "consent-service", "audit-service", GATEWAY);
    List<Integer> before = new ArrayList<>();
    for (String part : killed) {
      before.add(suite.part(part).get("restarts").asInt());
    }

    for (String part : killed) {
      kill(suite.part(part).get("pid").asLong());
    }
    awaitGone("healthy state", () -> !suite.status().get("healthy").asBoolean());
    suite.awaitHealthy();

    for (int i = 0; i < killed.size(); i++) {
      assertThat(suite.part(killed.get(i)).get("restarts").asInt())
          .as(killed.get(i))
          .isGreaterThan(before.get(i));
    }
    assertServing();
  }

  @Test
  void up_afterTheLauncherAndKeycloaksJavaWereKilledStartsAnew() throws Exception {
    long script = suite.part("keycloak").get("pid").asLong();
    long java = ProcessHandle.of(script).orElseThrow().children().findFirst().orElseThrow().pid();
    kill(launcher());
    kill(java);
    Command.Result status = suite.command().run("status");
    assertThat(status.exitCode()).as(status.output()).isEqualTo(3);

    suite.up();

    assertServing();
  }

  @Test
  void up_afterEverythingWasKilledKeepsAllState() throws Exception {
    String vkey = suite.command().run("vkey").output();
    String subject = Suite.claims(suite.token("citizen1")).get("subject").asText();
    // Found anew each time: what supervises may start something in between.
    await("the end of everything")
        .atMost(60, SECONDS)
        .until(
            () -> {
              for (long pid : suite.command().processes()) {
                kill(pid);
              }
              return suite.command().processes().isEmpty();
            });

    suite.up();

    assertThat(suite.command().run("vkey").output()).isEqualTo(vkey);
    assertThat(Suite.claims(suite.token("citizen1")).get("subject").asText()).isEqualTo(subject);
    assertServing();
  }

  private void assertServing() throws Exception {
    JsonNode status = suite.status();
    assertThat(status.get("healthy").asBoolean()).as(status.toString()).isTrue();
    String token = suite.token("operator");
    for (String variable : List.of("CONSENT_URL", "VAULT_URL", "AUDIT_URL", "BUREAU_URL")) {
      assertThat(Suite.get(suite.address(variable) + "/q/metrics", token))
          .as(variable)
          .isEqualTo(200);
    }
  }

  private long launcher() throws IOException {
    Path file = suite.command().home().resolve("run/launcher");
    return Long.parseLong(Files.readString(file).split(" ", -1)[0]);
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void awaitGone(String what, Condition gone) {
    await("the end of the " + what).atMost(60, SECONDS).until(gone::holds);
  }
}
