package dev.tallystick.consent.state;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.Kms;
import dev.tallystick.keys.SealBrokenException;
import dev.tallystick.keys.UnknownKeyException;
import dev.tallystick.producer.LogHistory;
import dev.tallystick.rules.Decision;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Keeps a snapshot of the state, so that a start need not fold the whole log. A cache and nothing
 * else: what does not fit the log, the rules or the database of today is refused and removed, and
 * the log is folded as if there had been none.
 */
@Singleton
class Snapshots {
  private static final Logger LOG = Logger.getLogger(Snapshots.class);
  private static final KeyName KEK = new KeyName("consent-snapshot");

  private final Optional<SnapshotFile> files;
  private final SnapshotRepository repository;
  private final LogHistory log;
  private final Kms kms;
  private final Clock clock;

  Snapshots(
      ConsentConfig.Snapshot config,
      SnapshotRepository repository,
      LogHistory log,
      Kms kms,
      Clock clock) {
    this.files = config.dir().map(SnapshotFile::new);
    this.repository = repository;
    this.log = log;
    this.kms = kms;
    this.clock = clock;
  }

  /** Whether this installation wants any. */
  boolean areWanted() {
    return files.isPresent();
  }

  /** Which fold it is: by these rules, of these types of entries. */
  private static String engine() {
    String types = String.join(",", new TreeSet<>(LiveState.followed()));
    return Decision.ENGINE_VERSION
        + "/"
        + Hash.sha256(types.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * The newest snapshot that fits, if there is any.
   *
   * @throws LogUnavailableException if the log cannot be asked whether it does
   */
  Optional<Moment> load() throws LogUnavailableException {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    for (SealedSnapshot snapshot : repository.largestFirst()) {
      if (files.get().exists(snapshot.id())) {
        Optional<Moment> fitting = read(files.get(), snapshot);
        if (fitting.isPresent()) {
          return fitting;
        }
        drop(files.get(), snapshot);
      }
    }
    return Optional.empty();
  }

  private Optional<Moment> read(SnapshotFile file, SealedSnapshot snapshot)
      throws LogUnavailableException {
    if (!snapshot.engine().equals(engine())) {
      LOG.infof("Snapshot %s is of other rules and is not used", snapshot.id());
      return Optional.empty();
    }
    if (!log.beginsWith(snapshot.basis())) {
      LOG.warnf(
          "Snapshot %s is of a log that began otherwise, at size %d, and is not used",
          snapshot.id(), snapshot.basis().size());
      return Optional.empty();
    }
    try (DataKey key = kms.unwrap(snapshot.key(), SealedPieces.context(snapshot.id()))) {
      Moment moment = file.read(snapshot.id(), key);
      if (moment.state().size() == snapshot.basis().size()) {
        return Optional.of(moment);
      }
      LOG.warnf("Snapshot %s is of another size than noted and is not used", snapshot.id());
    } catch (IOException | SealBrokenException | UnknownKeyException e) {
      LOG.warnf(e, "Snapshot %s cannot be read and is not used", snapshot.id());
    }
    return Optional.empty();
  }

  private void drop(SnapshotFile file, SealedSnapshot snapshot) {
    repository.remove(snapshot.id());
    try {
      file.delete(snapshot.id());
    } catch (IOException e) {
      LOG.warnf(e, "Snapshot %s could not be removed", snapshot.id());
    }
  }

  /**
   * Writes one, if the log has published what it rests on, and removes this replica's others.
   *
   * @return whether it was written
   */
  boolean write(Moment moment) throws LogUnavailableException, IOException {
    Optional<Checkpoint> basis = log.at(moment.state().size());
    if (files.isEmpty() || basis.isEmpty()) {
      return false;
    }
    UUID id = UUID.randomUUID();
    try (DataKey key = DataKey.draw()) {
      files.get().write(id, key, moment);
      SealedSnapshot snapshot =
          new SealedSnapshot(
              id, engine(), basis.get(), kms.wrap(kek(), key, SealedPieces.context(id)));
      repository.add(snapshot, clock.instant());
    }
    for (SealedSnapshot older : repository.largestFirst()) {
      if (!older.id().equals(id) && files.get().exists(older.id())) {
        repository.remove(older.id());
      }
    }
    files.get().keepOnly(id);
    LOG.infof("Snapshot %s covers the log up to size %d", id, basis.get().size());
    return true;
  }

  private KeyName kek() {
    try {
      return kms.currentKek(KEK).name();
    } catch (UnknownKeyException first) {
      return kms.createKek(KEK).name();
    }
  }
}
