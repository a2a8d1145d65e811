package dev.tallystick.audit.keychange;

import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.key.LogKeys;
import dev.tallystick.audit.sealing.OpeningKeys;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.Kms;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Changes the key that wraps the keys of bodies and the key of the salts. What they have sealed
 * stays as it is. A crash in between leaves two versions, of which each wraps something; the next
 * call wraps all of it again.
 */
@Singleton
public final class RotateOpeningKek {
  private static final Logger LOG = Logger.getLogger(RotateOpeningKek.class);

  private final OpeningKeys keys;
  private final Kms kms;
  private final DataSource dataSource;

  RotateOpeningKek(OpeningKeys keys, Kms kms, DataSource dataSource) {
    this.keys = keys;
    this.kms = kms;
    this.dataSource = dataSource;
  }

  /**
   * What was done.
   *
   * @param version the version in use
   * @param rewrapped how many keys of bodies it wraps now that another one did before
   * @param destroyed how many earlier versions are gone
   */
  public record Rotated(int version, int rewrapped, int destroyed) {}

  /**
   * Makes another version and wraps everything under it.
   *
   * @param destroyEarlier whether earlier versions that wrap nothing any more are destroyed; a
   *     backup of the database from before needs them
   */
  public synchronized Rotated rotate(boolean destroyEarlier) {
    int rewrapped = keys.rotateKek();
    Set<KeyVersion> used = new HashSet<>(keys.keksInUse());
    IndexSalts.rewrap(dataSource, kms).ifPresent(used::add);
    KeyVersion current = kms.currentKek(LogKeys.OPENINGS);
    int destroyed = 0;
    List<KeyVersion> all = kms.keks(LogKeys.OPENINGS);
    for (KeyVersion version : destroyEarlier ? all : List.<KeyVersion>of()) {
      if (!version.equals(current) && !used.contains(version)) {
        kms.destroyKek(version);
        destroyed++;
      }
    }
    LOG.infof(
        "%s wraps the keys of bodies: %d were wrapped again, %d earlier versions are destroyed",
        current, rewrapped, destroyed);
    return new Rotated(current.version(), rewrapped, destroyed);
  }
}
