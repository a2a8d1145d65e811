package dev.tallystick.audit;

import dev.tallystick.audit.cosigning.CommittedLog;
import dev.tallystick.audit.cosigning.CompareWitnesses;
import dev.tallystick.audit.cosigning.EnterWitnesses;
import dev.tallystick.audit.cosigning.WitnessAlarm;
import dev.tallystick.audit.cosigning.WitnessCosigning;
import dev.tallystick.audit.entry.LoggedAnomalies;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.key.LogSigners;
import dev.tallystick.audit.key.SignedMark;
import dev.tallystick.audit.receiving.ReceiptRepositories;
import dev.tallystick.audit.receiving.ReceiptTerms;
import dev.tallystick.audit.receiving.ReceiptWatch;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpointRepository;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
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
  LogPolicy policy(LogIdentity identity, LogStateRepository states, LogSigners signers) {
    LogPolicy policy = LogPolicy.of(identity, config.witnessFile());
    states.find().ifPresent(state -> signers.readTo(state.size()));
    signers.listen(policy::accept);
    return policy;
  }

  @Produces
  @Singleton
  WitnessedCheckpoints witnessed(WitnessedCheckpointRepository stored, LogPolicy policy) {
    return new WitnessedCheckpoints(stored, policy);
  }

  @Produces
  @Singleton
  CommittedLog committed(SignableStates states, TileRepository tiles, CheckpointSigner signer) {
    return new CommittedLog(states, tiles, signer);
  }

  @Produces
  @Singleton
  CompareWitnesses compare(
      LogPolicy policy,
      CompareWitnesses.Tables tables,
      LogHead head,
      CompareWitnesses.Signed signed) {
    return new CompareWitnesses(policy, tables, head, signed, config.witnessTimeout());
  }

  void stop(@Disposes CompareWitnesses compare) {
    compare.close();
  }

  @Produces
  @Singleton
  CompareWitnesses.Tables tables(LogStateRepository states, TileRepository tiles) {
    return new CompareWitnesses.Tables(states, tiles);
  }

  @Produces
  @Singleton
  CompareWitnesses.Signed signed(SignedMark mark, CheckpointSigner signer) {
    return new CompareWitnesses.Signed(mark, signer);
  }

  @Produces
  @Singleton
  @Startup
  WitnessCosigning witnesses(
      CommittedLog log,
      WitnessedCheckpoints witnessed,
      CompareWitnesses compare,
      LogEntryRepository entries,
      OpeningSeal seal,
      OwnEvents own) {
    return WitnessCosigning.start(
        log,
        witnessed,
        compare,
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
