package dev.tallystick.houserules.log;

import dev.tallystick.houserules.TemporaryKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the service under test a {@link ServedLog} and a key to identify itself with, and the test
 * a field of that type the log itself.
 */
public final class LogResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable ServedLog log;
  private @Nullable TemporaryKeys keys;

  @Override
  public Map<String, String> start() {
    ServedLog started = ServedLog.start();
    log = started;
    TemporaryKeys folder = TemporaryKeys.create();
    keys = folder;
    return Map.of(
        "tallystick.audit.url",
        started.url().toString(),
        "tallystick.client.key-file",
        folder.clientKey().toString());
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(log, new TestInjector.MatchesType(ServedLog.class));
  }

  @Override
  public void stop() {
    if (log != null) {
      log.close();
    }
    if (keys != null) {
      keys.close();
    }
  }
}
