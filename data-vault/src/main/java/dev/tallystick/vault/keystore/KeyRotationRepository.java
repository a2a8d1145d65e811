package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rotations. */
@Singleton
class KeyRotationRepository
    implements PanacheRepositoryBase<KeyRotationEntity, KeyRotationEntity.Key> {
  private final Clock clock;

  KeyRotationRepository(Clock clock) {
    this.clock = clock;
  }

  /** Begins a rotation; one that has begun stays as it is, but may become due earlier. */
  void begin(KeyVersion old, Rotation.Ground ground, Instant now, Instant destroyBy) {
    getSession()
        .createNativeMutationQuery(
            """
            insert into key_rotation (kek, old_version, ground, begun_at, destroy_by)
            values (:kek, :version, :ground, :now, :destroyBy) on conflict (kek, old_version)
            do update set destroy_by = least(key_rotation.destroy_by, excluded.destroy_by)
            """)
        .setParameter("kek", old.name().value())
        .setParameter("version", old.version())
        .setParameter("ground", ground.name())
        .setParameter("now", now)
        .setParameter("destroyBy", destroyBy)
        .executeUpdate();
  }

  /** What is not destroyed yet, the most urgent first. */
  List<Rotation> open() {
    return find("destroyedAt is null order by destroyBy, kek, oldVersion")
        .<KeyRotationEntity>list()
        .stream()
        .map(KeyRotationEntity::toRotation)
        .toList();
  }

  /** How many should be over by now and are not. */
  long countLate() {
    return count("destroyedAt is null and destroyBy < ?1", clock.instant());
  }

  /** The rotations that began within this time, the latest first. */
  List<Rotation> recent(Duration time, int most) {
    return find("begunAt >= ?1 order by begunAt desc, kek", clock.instant().minus(time))
        .page(Page.ofSize(most))
        .<KeyRotationEntity>list()
        .stream()
        .map(KeyRotationEntity::toRotation)
        .toList();
  }

  /** A rotation that is not over, for this transaction alone. */
  Optional<KeyRotationEntity> lock(KeyVersion old) {
    return find(
            "kek = ?1 and oldVersion = ?2 and destroyedAt is null",
            old.name().value(),
            old.version())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .singleResultOptional();
  }

  /** The backup without the version was read back. */
  void markBackedUp(KeyVersion old) {
    lock(old).ifPresent(row -> row.markBackedUp(clock.instant()));
  }

  /** The rotation is over. */
  void markDestroyed(KeyRotationEntity rotation) {
    rotation.markDestroyed(clock.instant());
  }

  /**
   * Waits for everybody who is wrapping a key under this name, and keeps others from it until this
   * transaction ends.
   */
  void lockWrapping(KeyName kek) {
    Object unused =
        getSession()
            .createNativeQuery(
                "select 1 from (select pg_advisory_xact_lock(hashtextextended(:kek, 0))) locked",
                Tuple.class)
            .setParameter("kek", kek.value())
            .getSingleResult();
  }

  /** A version is gone, and with it all copies of keys that were shredded under it. */
  void forgetShredded(KeyVersion gone) {
    int unused =
        getSession()
            .createMutationQuery(
                "delete from ShreddedVersionEntity where kek = ?1 and kekVersion <= ?2")
            .setParameter(1, gone.name().value())
            .setParameter(2, gone.version())
            .executeUpdate();
  }

  /** A wrapping key under which keys were shredded, and since when. */
  record Shredded(KeyName kek, Instant firstAt) {}

  /** The wrapping keys under which keys were shredded before this time, and not rotated since. */
  List<Shredded> shreddedBefore(Instant time) {
    return getSession()
        .createQuery(
            """
            select s.kek, min(s.firstAt) from ShreddedVersionEntity s where not exists
              (select 1 from KeyRotationEntity r where r.kek = s.kek and r.oldVersion >= s.kekVersion)
            group by s.kek having min(s.firstAt) <= ?1 order by s.kek
            """,
            Object[].class)
        .setParameter(1, time)
        .getResultStream()
        .map(row -> new Shredded(new KeyName((String) row[0]), (Instant) row[1]))
        .toList();
  }
}
