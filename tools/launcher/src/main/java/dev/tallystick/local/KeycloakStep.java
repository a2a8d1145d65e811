package dev.tallystick.local;

import dev.tallystick.local.identity.RealmSecrets;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.Component;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.Http;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.process.Running;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.PropertiesText;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The identity provider, with the realm of the suite imported when its database is new.
 *
 * <p>Secrets reach it in files of mode 0600; none stands on a command line.
 */
final class KeycloakStep implements Component {
  static final String NAME = "keycloak";
  static final String ADMIN = Registrar.ADMINISTRATOR;
  static final String ADMIN_SECRET = Registrar.ADMINISTRATOR_SECRET;

  /**
   * Else Keycloak takes one log-in of a person for a guess while another one is under way, and
   * refuses it with "invalid user credentials": commands run side by side here.
   */
  private static final String MANY_AT_ONCE =
      "--spi-brute-force-protector--default-brute-force-detector--allow-concurrent-requests=true";

  /** A quick start is worth more here than the last bit of throughput. */
  private static final Map<String, String> JAVA =
      Map.of(
          "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m",
          "JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");

  private final Suite suite;
  private final SuiteFolder folder;
  private final Secrets secrets;
  private final KeycloakProgram program;
  private final PostgresStep postgres;

  KeycloakStep(
      Suite suite,
      SuiteFolder folder,
      Secrets secrets,
      KeycloakProgram program,
      PostgresStep postgres) {
    this.suite = suite;
    this.folder = folder;
    this.secrets = secrets;
    this.program = program;
    this.postgres = postgres;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int port() {
    return suite.ports().keycloak();
  }

  @Override
  public Running start() throws ComponentFailedException, InterruptedException {
    Path unpacked = program.prepare();
    Map<String, String> environment = new HashMap<>(JAVA);
    try {
      configure(unpacked, postgres.database(NAME));
      environment.putAll(ServiceOverride.environment(folder, NAME));
    } catch (IOException e) {
      throw new ComponentFailedException("keycloak cannot be configured: " + e, e);
    }
    return ChildProcess.start(
        new ProcessMark(folder.root(), NAME),
        KeycloakProgram.command(
            unpacked, List.of("start", "--optimized", "--import-realm", MANY_AT_ONCE)),
        environment,
        folder.log(NAME));
  }

  @Override
  public boolean isReady() {
    return Http.answers(suite.addresses().keycloakHealth(), Duration.ofSeconds(2));
  }

  @Override
  public List<String> lastWords() {
    return LogTail.lines(folder.log(NAME), 10);
  }

  private void configure(Path unpacked, Database database) throws IOException {
    OwnerOnlyFiles.write(unpacked.resolve("conf/keycloak.conf"), configuration(database));
    Path imports = OwnerOnlyFiles.createFolder(unpacked.resolve("data/import"));
    // An existing realm is left as it is: people may have been added to it.
    OwnerOnlyFiles.write(imports.resolve("tallystick-realm.json"), realm());
  }

  private String configuration(Database own) {
    ProgramSettings settings =
        new ProgramSettings()
            .set("db-url", own.jdbcUrl())
            // Keycloak migrates its own tables, so it works as their owner.
            .set("db-username", own.owner().role())
            .set("db-password", own.owner().password())
            .set("db-pool-initial-size", 1)
            .set("db-pool-max-size", 20)
            .set("http-enabled", "true")
            .set("http-host", Addresses.HOST)
            .set("http-port", suite.ports().keycloak())
            .set("http-management-port", suite.ports().keycloakManagement())
            .set("hostname", suite.addresses().keycloak())
            .set("cache", "local")
            // The launcher asks for readiness several times a second while it waits.
            .set("log-level", "info,io.smallrye.health:error")
            .set("bootstrap-admin-username", ADMIN)
            .set("bootstrap-admin-password", secrets.password(ADMIN_SECRET));
    return PropertiesText.format(settings.values());
  }

  private String realm() {
    return new RealmTemplate(Identities.local(), new RealmSecrets(secrets)).json();
  }
}
