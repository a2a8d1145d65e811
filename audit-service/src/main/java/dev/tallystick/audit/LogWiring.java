package dev.tallystick.audit;

import dev.tallystick.audit.cosigning.CompareWitnesses;
import dev.tallystick.audit.decision.LoggedClaims;
import dev.tallystick.audit.decision.LoggedDecisionKeys;
import dev.tallystick.audit.decision.LoggedReleases;
import dev.tallystick.audit.decision.ParentReleases;
import dev.tallystick.audit.entry.EntryIntake;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.entry.ReleaseAdmission;
import dev.tallystick.audit.erasure.EraseOpenings;
import dev.tallystick.audit.erasure.ErasureLog;
import dev.tallystick.audit.erasure.OpeningErasureRepository;
import dev.tallystick.audit.feed.Feed;
import dev.tallystick.audit.feed.FeedWatch;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.key.BeginLog;
import dev.tallystick.audit.key.CheckpointSigner;
import dev.tallystick.audit.key.LogIdentity;
import dev.tallystick.audit.key.LogKeyStore;
import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.key.LogSigners;
import dev.tallystick.audit.key.SignedMark;
import dev.tallystick.audit.keychange.LoggedKeyChanges;
import dev.tallystick.audit.opening.Openings;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.proof.IssueReceipts;
import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.proof.RecordedTimeFloor;
import dev.tallystick.audit.refusal.Refusals;
import dev.tallystick.audit.repair.RepairOpening;
import dev.tallystick.audit.sealing.OpeningKeyRepository;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.sequencing.Pace;
import dev.tallystick.audit.sequencing.Sequencer;
import dev.tallystick.audit.sequencing.SequencerThread;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogGrowth;
import dev.tallystick.audit.storage.LogHead;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.LogStore;
import dev.tallystick.audit.storage.OpeningRepairRepository;
import dev.tallystick.audit.storage.Partitions;
import dev.tallystick.audit.storage.PostgresLogStore;
import dev.tallystick.audit.storage.RecordedTimes;
import dev.tallystick.audit.storage.SignableStates;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.keys.Kms;
import dev.tallystick.startup.KmsSettings;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Puts the log together, in the order in which a start must happen: partitions, keys, then the
 * sequencer. The parts themselves know nothing of the container.
 */
@Singleton
final class LogWiring {
  private static final int SEQUENCER_ENDED = 1;
  private static final int SECONDS_TO_END = 2;

  private final DataSource dataSource;
  private final LogConfig config;
  private final Clock clock;

  LogWiring(DataSource dataSource, LogConfig config, Clock clock) {
    this.dataSource = dataSource;
    this.config = config;
    this.clock = clock;
  }

  @Produces
  @Singleton
  LogStateRepository states() {
    return new LogStateRepository(dataSource);
  }

  @Produces
  @Singleton
  TileRepository tiles() {
    return new TileRepository(dataSource);
  }

  @Produces
  @Singleton
  LogEntryRepository entries() {
    return new LogEntryRepository(dataSource);
  }

  @Produces
  @Singleton
  Partitions partitions() {
    return new Partitions(dataSource, clock);
  }

  @Produces
  @Singleton
  FreshEntries fresh() {
    return new FreshEntries(IndexFollower.typesRead());
  }

  @Produces
  @Singleton
  LogHead head() {
    return new LogHead();
  }

  @Produces
  @Singleton
  LogKeys logKeys(BeginLog begin) {
    return begin.beginOrLoad(config.origin());
  }

  @Produces
  @Singleton
  LogIdentity identity(LogKeys keys) {
    return keys.identity();
  }

  @Produces
  @Singleton
  SignedMark mark(LogIdentity identity, KmsSettings kms) {
    return SignedMark.open(config.markDir().orElse(kms.dir()), identity.origin());
  }

  void close(@Disposes SignedMark mark) {
    mark.close();
  }

  @Produces
  @Singleton
  LogSigners signers(LogIdentity identity, LogKeyStore keys, LogSigners.Changes changes) {
    return new LogSigners(identity.vkey(), keys::signer, changes);
  }

  @Produces
  @Singleton
  LogSigners.Changes keyChanges(LogEntryRepository entries, OpeningSeal seal) {
    return new LoggedKeyChanges(entries, seal);
  }

  @Produces
  @Singleton
  CheckpointSigner signer(LogIdentity identity, LogSigners signers, SignedMark mark, LogHead head) {
    return new CheckpointSigner(identity.origin(), signers, mark, head);
  }

  @Produces
  @Singleton
  SignableStates signable(LogStateRepository states, LogHead head) {
    return new SignableStates(states, head);
  }

  @Produces
  @Singleton
  LogStore store(LogHead head, SignedMark mark) {
    return new PostgresLogStore(
        dataSource, head, mark, config.standby() == LogConfig.Standby.REQUIRED);
  }

  @Produces
  @Singleton
  OpeningKeys openingKeys(OpeningKeyRepository stored, Kms kms, LogKeys begun) {
    return new OpeningKeys(stored, kms, clock);
  }

  @Produces
  @Singleton
  OpeningRepairRepository repairs() {
    return new OpeningRepairRepository(dataSource);
  }

  @Produces
  @Singleton
  OpeningSeal seal(OpeningKeys keys, OpeningRepairRepository repairs) {
    return new OpeningSeal(keys, repairs::find);
  }

  @Produces
  @Singleton
  LogGrowth growth() {
    return new LogGrowth();
  }

  @Produces
  @Singleton
  @Startup
  FeedWatch feedWatch(LogGrowth growth, LogStateRepository states) {
    FeedWatch watch = new FeedWatch(growth, states);
    watch.start();
    return watch;
  }

  void stop(@Disposes FeedWatch watch) {
    watch.close();
  }

  @Produces
  @Singleton
  Sequencer.Committed committed(LogHead head, FreshEntries fresh, LogGrowth growth) {
    return new Sequencer.Committed(head, fresh, growth);
  }

  @Produces
  @Singleton
  @Startup
  SequencerThread sequencer(
      Partitions partitions,
      LogStore store,
      OpeningSeal seal,
      CheckpointSigner signer,
      CompareWitnesses compare,
      Sequencer.Committed committed) {
    partitions.ensure();
    compare.atStart();
    Sequencer sequencer = new Sequencer(store, seal, signer, clock, committed);
    SequencerThread thread =
        new SequencerThread(
            sequencer,
            new Pace(config.batchInterval()),
            config.maxBatch(),
            config.maxQueuedBytes(),
            LogWiring::end);
    thread.start();
    return thread;
  }

  /**
   * Ends this process: whatever started it starts it again, and nothing outside the database is
   * needed to go on. Those who wait are answered before; but an error may have made an orderly end
   * impossible, so it has a limit.
   */
  private static void end() {
    try {
      new Thread(LogWiring::haltAfterLimit, "end").start();
      Quarkus.asyncExit(SEQUENCER_ENDED);
    } catch (RuntimeException | Error e) {
      Runtime.getRuntime().halt(SEQUENCER_ENDED);
    }
  }

  private static void haltAfterLimit() {
    try {
      TimeUnit.SECONDS.sleep(SECONDS_TO_END);
    } catch (InterruptedException e) {
      // Then it ends at once.
    }
    Runtime.getRuntime().halt(SEQUENCER_ENDED);
  }

  void stop(@Disposes SequencerThread thread) {
    thread.close();
  }

  @Produces
  @Singleton
  ParentReleases loggedReleases(LogEntryRepository entries, OpeningSeal seal) {
    return new LoggedReleases(entries, seal);
  }

  @Produces
  @Singleton
  ReleaseAdmission decisions(
      LoggedParties parties,
      ParentReleases releases,
      LogEntryRepository entries,
      OpeningSeal seal) {
    return new ReleaseAdmission(
        new LoggedDecisionKeys(parties, clock), releases, entries, new LoggedClaims(entries, seal));
  }

  @Produces
  @Singleton
  EntryIntake intake(OpeningSeal seal, SequencerThread sequencer, ReleaseAdmission decisions) {
    return new EntryIntake(seal, sequencer, decisions, Infrastructure.getDefaultWorkerPool());
  }

  @Produces
  @Singleton
  OwnEvents ownEvents(EntryIntake intake) {
    return new OwnEvents(intake, clock);
  }

  @Produces
  @Singleton
  ErasureLog erasureLog(OwnEvents log, LogEntryRepository entries, OpeningSeal seal) {
    return new ErasureLog(log, entries, seal);
  }

  @Produces
  @Singleton
  @Startup
  EraseOpenings erasure(OpeningErasureRepository erasures, OpeningKeys keys, ErasureLog log) {
    return new EraseOpenings(erasures, keys, log, clock, config.exchangeTerm());
  }

  @Produces
  @Singleton
  RepairOpening repair(
      LogEntryRepository entries,
      OpeningRepairRepository repairs,
      OpeningSeal seal,
      OwnEvents log) {
    return new RepairOpening(entries, repairs, seal, log, clock);
  }

  @Produces
  @Singleton
  Proofs proofs(
      SignableStates states,
      TileRepository tiles,
      CheckpointSigner signer,
      WitnessedCheckpoints witnessed) {
    return new Proofs(states, tiles, signer, witnessed);
  }

  @Produces
  @Singleton
  IssueReceipts receipts(
      LogEntryRepository entries,
      LogStateRepository states,
      OpeningSeal seal,
      Proofs proofs,
      LogPolicy policy) {
    return new IssueReceipts(entries, seal, proofs, policy, new RecordedTimeFloor(states, clock));
  }

  @Produces
  @Singleton
  Feed feed(LogEntryRepository entries, LogStateRepository states, OpeningSeal seal) {
    return new Feed(entries, states, seal);
  }

  @Produces
  @Singleton
  ReadRecord readRecord(OwnEvents log) {
    return new ReadRecord(log);
  }

  @Produces
  @Singleton
  RecordedTimes recordedTimes(LogEntryRepository entries, LogStateRepository states) {
    return new RecordedTimes(entries, states);
  }

  @Produces
  @Singleton
  Refusals refusals(LogEntryRepository entries, RecordedTimes times, OpeningSeal seal) {
    return new Refusals(entries, times, seal);
  }

  @Produces
  @Singleton
  Openings openings(LogEntryRepository entries, OpeningSeal seal) {
    return new Openings(entries, seal);
  }
}
