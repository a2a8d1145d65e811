package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.Login;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceConfigTest {
  private static final Database DATABASE =
      new Database(
          "vault", 17432, new Login("vault_owner", "owner-pw"), new Login("vault_app", "app-pw"));

  @TempDir Path temp;

  @Test
  void of_tellsAServiceWhatItNeeds() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    Secrets secrets = Secrets.in(folder.secrets());

    Map<String, String> values = config(folder, secrets).of(service("vault"), DATABASE);

    assertThat(values)
        .containsEntry("quarkus.http.host", "127.0.0.1")
        .containsEntry("quarkus.http.port", "10082")
        .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:17432/vault")
        .containsEntry("quarkus.datasource.username", "vault_app")
        .containsEntry("quarkus.datasource.password", "app-pw")
        .containsEntry("quarkus.flyway.placeholders.app-role", "vault_app")
        .containsEntry("quarkus.oidc.auth-server-url", "http://127.0.0.1:10180/realms/tallystick")
        .containsEntry("quarkus.oidc.client-id", "data-vault")
        .doesNotContainKey("quarkus.oidc.credentials.secret")
        .containsEntry(
            "tallystick.client.key-file", folder.clientKeys().resolve("data-vault.pem").toString())
        .containsEntry("tallystick.kms.dir", folder.kms("data-vault").toString())
        .containsEntry(
            "tallystick.keystore.backup-dir", folder.keystoreBackup("data-vault").toString())
        .containsEntry("tallystick.consent.url", "http://127.0.0.1:10081")
        .containsEntry("tallystick.audit.url", "http://127.0.0.1:10083")
        .containsEntry("tallystick.alerts.portal-url", "http://127.0.0.1:10080")
        .containsEntry("quarkus.mailer.host", "127.0.0.1")
        .containsEntry("quarkus.mailer.port", "3025")
        .doesNotContainKey("tallystick.vault.url");
    assertThat(values).doesNotContainValue("vault_owner").doesNotContainValue("owner-pw");
  }

  @Test
  void ofMigration_namesTheLoginAndWorksAsTheOwner() {
    assertThat(ServiceConfig.ofMigration(new Login("vault_migrate", "pw"), "vault_owner"))
        .containsEntry("quarkus.flyway.username", "vault_migrate")
        .containsEntry("quarkus.flyway.password", "pw")
        .containsEntry("quarkus.flyway.init-sql", "set role vault_owner")
        .hasSize(3);
  }

  @Test
  void of_tellsTheLogOfNobodyElse() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));

    Map<String, String> values =
        config(folder, Secrets.in(folder.secrets())).of(service("audit"), DATABASE);

    assertThat(values.keySet())
        .doesNotContain("tallystick.keystore.backup-dir")
        .noneMatch(key -> key.matches("tallystick\\.(audit|consent|vault|bureau)\\.url"))
        .doesNotContain("tallystick.client.key-file");
  }

  @Test
  void ofPortal_sealsCookiesWithTheSameSecretsEachTime_andHasNothingElseToProveItselfBy()
      throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));

    Map<String, String> values = config(folder, Secrets.in(folder.secrets())).ofPortal();

    assertThat(values)
        .containsEntry("quarkus.http.port", "10080")
        .containsEntry("quarkus.oidc.auth-server-url", "http://127.0.0.1:10180/realms/tallystick")
        .containsEntry("tallystick.vault.url", "http://127.0.0.1:10082")
        .containsEntry("tallystick.bureau.url", "http://127.0.0.1:10084")
        .isEqualTo(config(folder, Secrets.in(folder.secrets())).ofPortal());
    assertThat(values.get("quarkus.oidc.token-state-manager.encryption-secret"))
        .hasSizeGreaterThanOrEqualTo(32)
        .isNotEqualTo(values.get("quarkus.oidc.authentication.state-secret"));
    assertThat(values.keySet())
        .doesNotContain("tallystick.client.key-file", "tallystick.kms.dir")
        .noneMatch(key -> key.startsWith("quarkus.datasource"));
  }

  private static ServiceConfig config(SuiteFolder folder, Secrets secrets) {
    Suite suite = new Suite(Path.of("/checkout"), Path.of("/keycloak.zip"), new Ports(2000));
    return new ServiceConfig(suite, folder, secrets);
  }

  private static Suite.Service service(String shortName) {
    return Suite.find(shortName).orElseThrow();
  }
}
