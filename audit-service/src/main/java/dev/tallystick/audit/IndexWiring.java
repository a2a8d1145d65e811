package dev.tallystick.audit;

import dev.tallystick.audit.acknowledgement.Acknowledgements;
import dev.tallystick.audit.acknowledgement.ClaimTable;
import dev.tallystick.audit.acknowledgement.LoggedHistory;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.Deliveries;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.index.PartyRegister;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.release.Lineage;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.EntryTable;
import dev.tallystick.audit.storage.StateTable;
import dev.tallystick.audit.storage.TileTable;
import dev.tallystick.audit.usage.Usage;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts together what follows the log and what reads that. */
@Singleton
final class IndexWiring {
  private final DataSource dataSource;
  private final EntryTable entries;
  private final OpeningSeal seal;

  IndexWiring(DataSource dataSource, EntryTable entries, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.entries = entries;
    this.seal = seal;
  }

  @Produces
  @Singleton
  @Startup
  IndexFollower follower() {
    IndexFollower follower = new IndexFollower(dataSource, seal);
    follower.start();
    return follower;
  }

  /** Before the connections are closed under it. */
  void stop(@Observes ShutdownEvent event, IndexFollower follower) {
    follower.close();
  }

  @Produces
  @Singleton
  IndexCursor cursor() {
    return new IndexCursor(dataSource);
  }

  @Produces
  @Singleton
  LabelIndex labels(IndexCursor cursor) {
    return new LabelIndex(dataSource, cursor);
  }

  @Produces
  @Singleton
  ReleaseIndex releases() {
    return new ReleaseIndex(dataSource);
  }

  @Produces
  @Singleton
  PartyRegister parties(IndexCursor cursor) {
    return new PartyRegister(dataSource, cursor, entries, seal);
  }

  @Produces
  @Singleton
  Usage usage(LabelIndex labels) {
    return new Usage(labels, entries, seal);
  }

  @Produces
  @Singleton
  Lineage lineage(ReleaseIndex releases) {
    return new Lineage(releases);
  }

  @Produces
  @Singleton
  Acknowledgements acknowledgements(
      PartyRegister parties,
      ReleaseIndex releases,
      IndexCursor cursor,
      StateTable states,
      TileTable tiles,
      OwnEvents log,
      Clock clock) {
    return new Acknowledgements(
        parties,
        entries,
        seal,
        new LoggedHistory(states, tiles),
        new Deliveries(releases, cursor, entries, seal),
        new ClaimTable(dataSource),
        log,
        clock);
  }
}
