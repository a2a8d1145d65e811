package dev.tallystick.startup;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Names each unsafe setting and its fix when the service starts; the severe ones stop the start.
 */
@Singleton
final class StartupChecks {
  private static final Logger LOG = Logger.getLogger(StartupChecks.class);

  /**
   * Before every other observer: nothing is created under settings that are about to be refused.
   */
  private static final int FIRST = 1;

  private final Config settings;
  private final StartupConfig startup;
  private final Instance<DataSource> database;

  /** The portal has no database. */
  StartupChecks(Config settings, StartupConfig startup, Instance<DataSource> database) {
    this.settings = settings;
    this.startup = startup;
    this.database = database;
  }

  void onStart(@Observes @Priority(FIRST) StartupEvent start) throws SQLException {
    List<Finding> findings = new ArrayList<>(UnsafeSettings.in(settings));
    findings.addAll(OwnerLogin.in(settings, LaunchMode.current()));
    if (database.isResolvable()) {
      findings.addAll(UnsafeDatabase.in(database.get()));
    }
    enforce(findings, startup.acceptedRisks().orElse(Set.of()));
  }

  /**
   * Logs every finding.
   *
   * @throws IllegalStateException if one of them is severe and not accepted
   */
  static void enforce(List<Finding> findings, Set<String> acceptedRisks) {
    List<String> stopping = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.stopsTheStart(acceptedRisks)) {
        LOG.error(finding);
        stopping.add(finding.name());
      } else {
        LOG.warn(finding);
      }
    }
    if (!stopping.isEmpty()) {
      throw new IllegalStateException(
          "Unsafe settings, see the log above: "
              + String.join(", ", stopping)
              + ". Fix them, or name them in tallystick.startup.accepted-risks.");
    }
  }
}
