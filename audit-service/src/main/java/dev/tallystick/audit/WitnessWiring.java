package dev.tallystick.audit;

import dev.tallystick.audit.cosigning.CommittedLog;
import dev.tallystick.audit.cosigning.EnterWitnesses;
import dev.tallystick.audit.cosigning.WitnessAlarm;
import dev.tallystick.audit.cosigning.WitnessCosigning;
import dev.tallystick.audit.entry.LoggedAnomalies;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.receiving.ReceiptRepositories;
import dev.tallystick.audit.receiving.ReceiptTerms;
import dev.tallystick.audit.receiving.ReceiptWatch;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpointRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts together what has to do with witnesses, and what waits for them: who owes receipts. */
@Singleton
final class WitnessWiring {
  private final DataSource dataSource;
  private final LogConfig config;
  private final Clock clock;

  WitnessWiring(DataSource dataSource, LogConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  @Produces
  @Singleton
  LogPolicy policy(LogIdentity identity) {
    return LogPolicy.of(identity, config.witnessFile());
  }

  @Produces
  @Singleton
  WitnessedCheckpoints witnessed(WitnessedCheckpointRepository stored, LogPolicy policy) {
    return new WitnessedCheckpoints(stored, policy);
  }

  @Produces
  @Singleton
  CommittedLog committed(
      LogStateRepository states, TileRepository tiles, CheckpointSigner signer, LogHead head) {
    return new CommittedLog(states, tiles, signer, head);
  }

  @Produces
  @Singleton
  @Startup
  WitnessCosigning witnesses(
      CommittedLog log,
      WitnessedCheckpoints witnessed,
      LogEntryRepository entries,
      OpeningSeal seal,
      OwnEvents own) {
    return WitnessCosigning.start(
        log,
        witnessed,
        new EnterWitnesses(witnessed.policy(), entries, seal, own),
        new WitnessAlarm(witnessed, new LoggedAnomalies(entries, seal), own, clock),
        dataSource,
        clock,
        config.witnessTimeout());
  }

  @Produces
  @Singleton
  @Startup
  ReceiptWatch receipts(
      WitnessedCheckpoints witnessed,
      LogStateRepository states,
      ReceiptRepositories rows,
      OwnEvents own,
      ReceiptConfig receipts) {
    ReceiptTerms terms =
        new ReceiptTerms(
            receipts.due(), receipts.window(), receipts.limit(), receipts.suspension());
    return new ReceiptWatch(
        new ReceiptWatch.Sources(dataSource, witnessed, states), rows, own, terms, clock);
  }

  /** Before the connections are closed under it. */
  void stop(@Observes ShutdownEvent event, WitnessCosigning witnesses) {
    witnesses.close();
  }
}
