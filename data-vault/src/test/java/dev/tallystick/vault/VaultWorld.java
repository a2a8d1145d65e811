package dev.tallystick.vault;

import dev.tallystick.houserules.PackagedMigration;
import dev.tallystick.houserules.TemporaryKeys;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an installation gives the service: a PostgreSQL with its two roles, a folder for the keys, a
 * log, and a consent-service that decides as a test says. A test's fields of these types are set.
 */
public final class VaultWorld implements QuarkusTestResourceLifecycleManager {
  private @Nullable LocalPostgres server;
  private @Nullable TemporaryKeys keys;
  private @Nullable ServedLog log;
  private @Nullable ScriptedConsent consent;
  private boolean isPackaged;

  /** With {@code packaged=true} it runs the step that migrates, and the service gets no owner. */
  @Override
  public void init(Map<String, String> initArgs) {
    isPackaged = Boolean.parseBoolean(initArgs.get("packaged"));
  }

  @Override
  public Map<String, String> start() {
    LocalPostgres started = LocalPostgres.temporary();
    server = started;
    log = ServedLog.start(1, TestClock.get());
    consent = new ScriptedConsent();
    Database database = started.createDatabase("vault");
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.app().role());
    settings.put("quarkus.datasource.password", database.app().password());
    settings.put("quarkus.flyway.placeholders.app-role", database.app().role());
    settings.put("tallystick.audit.url", Objects.requireNonNull(log).url().toString());
    settings.put("tallystick.consent.url", Objects.requireNonNull(consent).url());
    settings.put("tallystick.resolve.per-minute", "250");
    settings.put("tallystick.outbox.retry-every", "0.1S");
    settings.put("tallystick.outbox.lease", "1S");
    // Long runs append tens of thousands of events, some beside others' work.
    settings.put(
        "tallystick.outbox.give-up-after",
        Boolean.getBoolean("tallystick.endurance") ? "20S" : "2S");
    TemporaryKeys created = TemporaryKeys.create();
    keys = created;
    Path folder = created.folder();
    settings.put("tallystick.client.key-file", created.clientKey().toString());
    settings.put("tallystick.kms.dir", folder.toString());
    settings.put("tallystick.kms.copy-dir", folder.resolve("copy").toString());
    settings.put("tallystick.keystore.backup-dir", folder.resolve("backup").toString());
    if (isPackaged) {
      PackagedMigration.run(settings, database);
    } else {
      settings.put("quarkus.flyway.username", database.owner().role());
      settings.put("quarkus.flyway.password", database.owner().password());
    }
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(server, new TestInjector.MatchesType(LocalPostgres.class));
    injector.injectIntoFields(log, new TestInjector.MatchesType(ServedLog.class));
    injector.injectIntoFields(consent, new TestInjector.MatchesType(ScriptedConsent.class));
  }

  @Override
  public void stop() {
    if (log != null) {
      log.close();
    }
    if (consent != null) {
      consent.close();
    }
    if (server != null) {
      server.close();
    }
    if (keys != null) {
      keys.close();
    }
  }
}
