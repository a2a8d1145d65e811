package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.Ports;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.Login;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway is told is what {@code deploy/settings} has, and each has ports of its own. */
class GatewayConfigTest {
  private static final Path SETTINGS = Path.of("../../deploy/settings/party-gateway.properties");

  @TempDir Path temp;

  private GatewayConfig config(SuiteFolder folder, String party) throws Exception {
    return new GatewayConfig(
        new Suite(Path.of("/checkout"), Path.of("/keycloak.zip"), new Ports(100)),
        Secrets.in(folder.secrets()),
        GatewayFolder.of(folder, party));
  }

  @Test
  void settings_areThoseOfAnInstallation() throws Exception {
    Database database =
        new Database("db", 15440, new Login("db_owner", "owner-pw"), new Login("db_app", "app-pw"));
    Map<String, String> told =
        config(SuiteFolder.open(temp.resolve("state")), "bank-willow")
            .of(new Identity.Organisation("bank-willow", "lender"), database);
    String file = Files.readString(SETTINGS);
    Properties required = new Properties();
    required.load(new StringReader(file));
    Properties all = new Properties();
    all.load(new StringReader(file.replaceAll("(?m)^#(?=\\S)", "")));

    assertThat(told.keySet()).containsAll(required.stringPropertyNames());
    assertThat(all.stringPropertyNames()).containsAll(told.keySet());
    assertThat(told).containsEntry("tallystick.gateway.party", "bank-willow");
  }

  @Test
  void gateways_haveOtherPorts_whichTheyKeep() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));

    assertThat(config(folder, "bank-willow").port()).isEqualTo(8186);
    assertThat(config(folder, "bank-harbour").port()).isEqualTo(8187);
    assertThat(config(folder, "bank-willow").port()).isEqualTo(8186);
    assertThat(config(folder, "bank-harbour").postgresPort()).isEqualTo(15_541);
  }

  @Test
  void settingsOfTheFolder_countBeforeTheLaunchers() throws Exception {
    SuiteFolder folder = SuiteFolder.open(temp.resolve("state"));
    GatewayConfig config = config(folder, "shop-elm");
    Files.writeString(
        folder.root().resolve("gateways/shop-elm/gateway.properties"),
        "tallystick.folder.dir=/srv/elm\ntallystick.openapi.policy=members\n");

    assertThat(
            config.of(
                new Identity.Organisation("shop-elm", "platform"),
                new Database(
                    "db", 15440, new Login("db_owner", "owner-pw"), new Login("db_app", "app-pw"))))
        .containsEntry("tallystick.folder.dir", "/srv/elm")
        .containsEntry("tallystick.openapi.policy", "members")
        .containsEntry("tallystick.gateway.role", "platform");
  }
}
