package dev.tallystick.gateway.scripted;

import dev.tallystick.houserules.TemporaryKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the gateway its suite and its files, and a test's field the script. */
public final class PartySuiteResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable ScriptedSuite suite;
  private @Nullable TemporaryKeys files;

  @Override
  public Map<String, String> start() {
    ScriptedSuite started = new ScriptedSuite();
    suite = started;
    TemporaryKeys folder = TemporaryKeys.create();
    files = folder;
    Map<String, String> settings = new HashMap<>();
    settings.put("tallystick.gateway.party", ScriptedSuite.PARTY);
    settings.put("tallystick.gateway.token-url", started.url("token"));
    settings.put(
        "tallystick.gateway.local-key-file", folder.folder().resolve("local.key").toString());
    settings.put("tallystick.gateway.every", "0.1S");
    settings.put("tallystick.gateway.queue-limit", "20");
    settings.put("tallystick.webhooks.on-loopback", "true");
    settings.put("tallystick.client.key-file", folder.clientKey().toString());
    settings.put("tallystick.audit.url", started.url("audit"));
    settings.put("tallystick.consent.url", started.url("consent"));
    settings.put("tallystick.vault.url", started.url("vault"));
    settings.put("tallystick.bureau.url", started.url("bureau"));
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(suite, new TestInjector.MatchesType(ScriptedSuite.class));
  }

  @Override
  public void stop() {
    if (suite != null) {
      suite.close();
    }
    if (files != null) {
      files.close();
    }
  }
}
