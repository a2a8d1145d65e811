package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.sequencing.TestLog;
import dev.tallystick.houserules.ServiceSchema;
import dev.tallystick.houserules.TemporaryKeys;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.MigrationLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged service runs on the schema of its own release, with the app role, or not at all. It
 * is started five times.
 */
@Tag("ci")
class SchemaOfAnotherReleaseIT {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

  @TempDir Path folder;

  private record Ended(int code, String output) {}

  @Test
  void migration_isAStepOfItsOwnWithALoginThatEndsWithIt() throws Exception {
    Database database = TestLog.server().createServiceDatabase("migrated");

    assertThat(start(database, "").code()).as("without a schema").isNotZero();
    try (MigrationLogin migration = TestLog.server().beginMigration(database)) {
      Ended step =
          start(
              database,
              "quarkus.flyway.username=%s\nquarkus.flyway.password=%s\nquarkus.flyway.init-sql=set role %s\n"
                  .formatted(
                      migration.login().role(), migration.login().password(), migration.owner()),
              "--migrate");
      assertThat(step.code()).as(step.output()).isZero();
      assertThat(step.output()).doesNotContain("Listening on");
    }

    assertThat(one(database, "select tableowner from pg_tables where tablename = 'entry'"))
        .isEqualTo("migrated_owner");
    assertThat(one(database, "select count(*) > 0 from flyway_schema_history")).isEqualTo("t");
  }

  @Test
  void service_isNotStartedOnAnOlderOrNewerSchema() throws Exception {
    Database database = TestLog.server().createDatabase("another_release");
    FluentConfiguration flyway = ServiceSchema.flyway(database);
    flyway.target("18").load().migrate();
    grantHistory(database);

    assertRefused(start(database, ""), "Validate failed");

    flyway.target("latest").load().migrate();
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "insert into flyway_schema_history select 99, '99', 'from the future', type, 'V99__x.sql', 1, installed_by,"
              + " installed_on, 1, true from flyway_schema_history where version = '1'");
    }
    assertRefused(start(database, ""), "Validate failed");
  }

  @Test
  void service_isNotStartedWithTheLoginOfTheOwner() throws Exception {
    Database database = TestLog.server().createDatabase("owner_login");
    ServiceSchema.migrate(database);

    String login =
        "quarkus.flyway.username=%s\nquarkus.flyway.password=%s\n"
            .formatted(database.owner().role(), database.owner().password());
    assertRefused(start(database, login), "owner-login-at-run-time");
  }

  private static void grantHistory(Database database) throws SQLException {
    try (Connection owner = database.connectAsOwner();
        Statement statement = owner.createStatement()) {
      statement.execute("grant select on flyway_schema_history to " + database.app().role());
    }
  }

  private static void assertRefused(Ended process, String reason) {
    assertThat(process.code()).as(process.output()).isNotZero();
    assertThat(process.output()).contains(reason).doesNotContain("Listening on");
  }

  private Ended start(Database database, String more, String... arguments)
      throws IOException, InterruptedException {
    try (TemporaryKeys keys = TemporaryKeys.create()) {
      return start(database, keys.folder(), more, arguments);
    }
  }

  private Ended start(Database database, Path keys, String more, String... arguments)
      throws IOException, InterruptedException {
    Path config = folder.resolve("service.properties");
    Path output = folder.resolve("service.log");
    Files.writeString(
        config,
        """
        quarkus.http.port=0
        quarkus.datasource.jdbc.url=%s
        quarkus.datasource.username=%s
        quarkus.datasource.password=%s
        quarkus.flyway.placeholders.app-role=%s
        quarkus.oidc.auth-server-url=http://127.0.0.1:9/realms/none
        quarkus.oidc.tenant-enabled=false
        tallystick.kms.dir=%s
        """
                .formatted(
                    database.jdbcUrl(),
                    database.app().role(),
                    database.app().password(),
                    database.app().role(),
                    keys)
            + more);
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + config.toUri(),
                "-jar",
                JAR.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(ended).as("it has ended by itself:%n%s", Files.readString(output)).isTrue();
    return new Ended(process.exitValue(), Files.readString(output));
  }

  private static String one(Database database, String sql) throws SQLException {
    try (Connection app = database.connectAsApp();
        Statement statement = app.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
