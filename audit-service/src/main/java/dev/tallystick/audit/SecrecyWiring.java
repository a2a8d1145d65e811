package dev.tallystick.audit;

import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.IdentityLinks;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.secrecy.SealRepository;
import dev.tallystick.audit.secrecy.SecrecyTerms;
import dev.tallystick.audit.secrecy.WatchSeals;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts lawful secrecy together. */
@Singleton
final class SecrecyWiring {

  /** At the start, so that a term that is too long ends it. */
  @Produces
  @Singleton
  @Startup
  SecrecyTerms terms(SecrecyConfig config, Clock clock) {
    return new SecrecyTerms(config.longest(), clock);
  }

  @Produces
  @Singleton
  WatchSeals.Sources sources(
      DataSource dataSource,
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal) {
    return new WatchSeals.Sources(dataSource, entries, states, seal);
  }

  @Produces
  @Singleton
  IdentityLinks links(DataSource dataSource) {
    return new IdentityLinks(dataSource);
  }

  @Produces
  @Singleton
  WatchSeals watch(WatchSeals.Sources sources, SealRepository rows, OwnEvents log, Clock clock) {
    return new WatchSeals(sources, rows, log, clock);
  }
}
