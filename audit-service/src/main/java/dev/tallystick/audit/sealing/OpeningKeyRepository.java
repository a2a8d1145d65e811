package dev.tallystick.audit.sealing;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.audit.storage.Locks;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.keys.WrappedDataKey;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The stored keys of bodies, which replicas share. Rows are added and never changed; a key is
 * destroyed by the owner's function alone.
 */
@Singleton
@StoreAccess(failure = "the keys of bodies cannot be had")
public class OpeningKeyRepository
    implements PanacheRepositoryBase<OpeningKeyEntity, OpeningKeyEntity.Key> {

  private static final String NEWEST =
      """
      select k.seal_day, k.seal_class,
        coalesce(
          (select r.wrapped_key from opening_key_rewrap r
            where r.seal_day = k.seal_day and r.seal_class = k.seal_class
            order by r.kek_version desc limit 1),
          k.wrapped_key)
      from opening_key k
      """;

  /** A stored key, as it is wrapped now. */
  static final class Wrapped {
    private final OpeningKeyId id;
    private final byte[] key;

    Wrapped(OpeningKeyId id, byte[] key) {
      this.id = id;
      this.key = key;
    }

    OpeningKeyId id() {
      return id;
    }

    byte[] key() {
      return key;
    }
  }

  /** The wrapped key, if there is one. */
  @Transactional
  Optional<byte[]> wrappedKey(OpeningKeyId id) {
    return wrapped(
            getEntityManager()
                .createNativeQuery(NEWEST + " where k.seal_day = :day and k.seal_class = :class")
                .setParameter("day", id.day())
                .setParameter("class", id.classCode()))
        .stream()
        .findFirst()
        .map(Wrapped::key);
  }

  /**
   * Stores a key that is wrapped now, unless there is one: then that one stays, whoever has added
   * it. Waits while the wrapping key is changed, so that nothing is stored under an earlier
   * version.
   */
  @Transactional
  void addFirst(OpeningKeyId id, Supplier<byte[]> wrap) {
    lock("pg_advisory_xact_lock_shared");
    getEntityManager()
        .createQuery(
            """
            insert into OpeningKeyEntity (sealDay, sealClass, wrappedKey)
            values (:day, :class, :wrapped) on conflict do nothing
            """)
        .setParameter("day", id.day())
        .setParameter("class", id.classCode())
        .setParameter("wrapped", wrap.get())
        .executeUpdate();
  }

  /**
   * Stores each key once more, wrapped again; a key that stays as it is is not stored. Nothing is
   * added meanwhile.
   *
   * @param begin is called before the first one
   * @return how many were stored
   */
  @Transactional
  int rewrapAll(Runnable begin, Function<Wrapped, Optional<WrappedDataKey>> rewrap) {
    lock("pg_advisory_xact_lock");
    begin.run();
    int stored = 0;
    for (Wrapped each : wrapped(getEntityManager().createNativeQuery(NEWEST))) {
      Optional<WrappedDataKey> again = rewrap.apply(each);
      if (again.isPresent()) {
        store(each.id(), again.get());
        stored++;
      }
    }
    return stored;
  }

  private void store(OpeningKeyId id, WrappedDataKey wrapped) {
    getEntityManager()
        .createNativeQuery(
            """
            insert into opening_key_rewrap (seal_day, seal_class, kek_version, wrapped_key)
            values (:day, :class, :version, :wrapped)
            """)
        .setParameter("day", id.day())
        .setParameter("class", id.classCode())
        .setParameter("version", wrapped.kek().version())
        .setParameter("wrapped", wrapped.toByteArray())
        .executeUpdate();
  }

  private void lock(String function) {
    Object unused =
        getSession()
            .createNativeQuery("select 1 from " + function + "(:key)", Tuple.class)
            .setParameter("key", Locks.OPENING_KEK)
            .getSingleResult();
  }

  private static List<Wrapped> wrapped(Query query) {
    List<Wrapped> found = new ArrayList<>();
    for (Object row : query.getResultList()) {
      Object[] columns = (Object[]) row;
      found.add(
          new Wrapped(
              OpeningKeyId.of(((Number) columns[0]).intValue(), ((Number) columns[1]).intValue()),
              (byte[]) columns[2]));
    }
    return found;
  }
}
