package dev.tallystick.audit;

import dev.tallystick.audit.detector.DetectorRepository;
import dev.tallystick.audit.detector.DetectorSettings;
import dev.tallystick.audit.detector.WatchDetectors;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.honey.HoneyPersons;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts the detectors together. */
@Singleton
final class DetectorWiring {

  /** At the start, so that a file that is none ends it. */
  @Produces
  @Singleton
  @Startup
  DetectorSettings settings(DetectorConfig config) {
    return DetectorSettings.read(config.file());
  }

  @Produces
  @Singleton
  WatchDetectors.Sources sources(
      DataSource dataSource,
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      IndexSalts salts,
      HoneyPersons honey) {
    return new WatchDetectors.Sources(dataSource, entries, states, seal, salts, honey);
  }

  @Produces
  @Singleton
  WatchDetectors watch(
      WatchDetectors.Sources sources,
      DetectorSettings settings,
      DetectorRepository rows,
      OwnEvents log,
      Clock clock) {
    return new WatchDetectors(sources, settings, rows, log, clock);
  }
}
