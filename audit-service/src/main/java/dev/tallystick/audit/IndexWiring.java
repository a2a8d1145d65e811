package dev.tallystick.audit;

import dev.tallystick.audit.acknowledgement.AcknowledgementClaimRepository;
import dev.tallystick.audit.acknowledgement.AcknowledgementEvidence;
import dev.tallystick.audit.acknowledgement.Acknowledgements;
import dev.tallystick.audit.acknowledgement.LoggedHistory;
import dev.tallystick.audit.decision.ParentReleases;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.index.AnomalyIndex;
import dev.tallystick.audit.index.Deliveries;
import dev.tallystick.audit.index.IdentityLinks;
import dev.tallystick.audit.index.IndexCursor;
import dev.tallystick.audit.index.IndexFollower;
import dev.tallystick.audit.index.IndexRootRepository;
import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.index.IndexSnapshots;
import dev.tallystick.audit.index.LabelIndex;
import dev.tallystick.audit.index.LineageIndex;
import dev.tallystick.audit.index.LoggedCorrections;
import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.index.MoneyFlows;
import dev.tallystick.audit.index.Reconciliations;
import dev.tallystick.audit.index.ReleaseIndex;
import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.proof.Proofs;
import dev.tallystick.audit.publishing.PublishedCheckpoint;
import dev.tallystick.audit.release.FindLineageStart;
import dev.tallystick.audit.release.LineageWalk;
import dev.tallystick.audit.release.ReleaseLineage;
import dev.tallystick.audit.release.TellLineage;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.FreshEntries;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.LogStateRepository;
import dev.tallystick.audit.storage.TileRepository;
import dev.tallystick.audit.usage.OwnReads;
import dev.tallystick.audit.usage.ProveUsage;
import dev.tallystick.audit.usage.ProvedEntries;
import dev.tallystick.audit.usage.ProvedLists;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.audit.witness.WitnessedCheckpoints;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.keys.Kms;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Puts together what follows the log and what reads that. */
@Singleton
final class IndexWiring {
  private final DataSource dataSource;
  private final LogEntryRepository entries;
  private final OpeningSeal seal;

  IndexWiring(DataSource dataSource, LogEntryRepository entries, OpeningSeal seal) {
    this.dataSource = dataSource;
    this.entries = entries;
    this.seal = seal;
  }

  @Produces
  @Singleton
  @Startup
  IndexFollower follower(
      IndexSalts salts,
      FreshEntries fresh,
      IndexSnapshots snapshots,
      OwnEvents log,
      LogConfig config,
      Clock clock) {
    IndexFollower follower =
        new IndexFollower(
            new IndexFollower.Parts(dataSource, seal, entries, fresh, salts),
            snapshots,
            root -> append(root, log),
            clock,
            config.indexInterval());
    follower.start();
    return follower;
  }

  /** Root k rests on root k − 1: the log takes one of each number. */
  private static void append(IndexRoot root, OwnEvents log) {
    log.append(
        log.drawId(),
        IndexRoot.TYPE,
        Optional.empty(),
        root.toData(),
        Map.of("index/root", root.number() - 1),
        List.of());
  }

  /** After the log has begun: the key that wraps it exists then. */
  @Produces
  @Singleton
  IndexSalts salts(Kms kms, LogKeys begun) {
    return IndexSalts.beginOrLoad(dataSource, kms);
  }

  @Produces
  @Singleton
  IndexSnapshots snapshots() {
    return new IndexSnapshots();
  }

  @Produces
  @Singleton
  IndexRootRepository roots() {
    return new IndexRootRepository(dataSource);
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
  LabelIndex labels() {
    return new LabelIndex(dataSource);
  }

  @Produces
  @Singleton
  ReleaseIndex releases() {
    return new ReleaseIndex(dataSource, entries, seal);
  }

  @Produces
  @Singleton
  MoneyFlows flows() {
    return new MoneyFlows(dataSource);
  }

  @Produces
  @Singleton
  Reconciliations reconciliations() {
    return new Reconciliations(dataSource);
  }

  @Produces
  @Singleton
  AnomalyIndex anomalies() {
    return new AnomalyIndex(dataSource, entries, seal);
  }

  @Produces
  @Singleton
  LoggedParties parties(IndexCursor cursor) {
    return new LoggedParties(dataSource, cursor, entries, seal);
  }

  @Produces
  @Singleton
  ProvedEntries provedEntries(Proofs proofs) {
    return new ProvedEntries(entries, seal, proofs);
  }

  @Produces
  @Singleton
  ProvedLists provedLists(
      IndexSnapshots snapshots,
      LabelIndex labels,
      IndexSalts salts,
      WitnessedCheckpoints witnessed) {
    return new ProvedLists(snapshots, labels, salts, witnessed);
  }

  @Produces
  @Singleton
  ProveUsage usage(
      ProvedLists lists,
      PublishedCheckpoint checkpoints,
      ProvedEntries provedEntries,
      LogPolicy policy) {
    return new ProveUsage(lists, new IdentityLinks(dataSource), checkpoints, provedEntries, policy);
  }

  @Produces
  @Singleton
  OwnReads ownReads(LabelIndex labels) {
    return new OwnReads(labels, entries, seal);
  }

  @Produces
  @Singleton
  LineageIndex lineageIndex() {
    return new LineageIndex(dataSource);
  }

  @Produces
  @Singleton
  ReleaseLineage lineage(ReleaseIndex releases, LineageIndex lineage) {
    return new ReleaseLineage(releases, lineage, new IdentityLinks(dataSource));
  }

  @Produces
  @Singleton
  FindLineageStart lineageStarts(
      ReleaseIndex releases, LineageIndex lineage, ParentReleases bodies) {
    return new FindLineageStart(
        releases,
        lineage,
        new IdentityLinks(dataSource),
        new LoggedCorrections(entries, seal),
        bodies);
  }

  @Produces
  @Singleton
  TellLineage lineageAnswers(
      FindLineageStart starts, LineageIndex lineage, ReleaseIndex releases, ReadRecord record) {
    return new TellLineage(
        starts, new LineageWalk(lineage), new TellLineage.Index(lineage, releases), record);
  }

  @Produces
  @Singleton
  Acknowledgements acknowledgements(
      LoggedParties parties,
      ReleaseIndex releases,
      IndexCursor cursor,
      LogStateRepository states,
      TileRepository tiles,
      WitnessedCheckpoints witnessed,
      AcknowledgementClaimRepository claims,
      OwnEvents log,
      Clock clock) {
    return new Acknowledgements(
        new AcknowledgementEvidence(
            parties,
            entries,
            seal,
            new LoggedHistory(states, tiles, witnessed),
            new Deliveries(releases, cursor, entries, seal)),
        claims,
        log,
        clock);
  }
}
