package dev.tallystick.vault.keystore;

import dev.tallystick.keys.DataKey;
import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import dev.tallystick.keys.WrappedDataKey;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.hibernate.query.NativeQuery;

/**
 * The wrapped data keys by their owners. A key is added at version 1 when its owner first has
 * something. Rows are read as values, never as managed entities: a key that was shredded and drawn
 * anew has the same name.
 */
@Singleton
class DataKeyRepository implements PanacheRepositoryBase<DataKeyEntity, DataKeyEntity.Key> {
  private static final int FIRST_VERSION = 1;

  private final DirectStatements statements;
  private final WrappingKeys wrapping;
  private final Clock clock;

  DataKeyRepository(DirectStatements statements, WrappingKeys wrapping, Clock clock) {
    this.statements = statements;
    this.wrapping = wrapping;
    this.clock = clock;
  }

  /** A data key in use and its version. */
  record Versioned(int version, DataKey key) {}

  /** The newest key of each owner that has one. The caller closes them. */
  Map<KeyOwner, Versioned> newest(Collection<KeyOwner> owners) {
    Map<KeyOwner, Versioned> found = new HashMap<>();
    rows(owners).forEach(key -> found.put(key.owner(), unwrap(key)));
    return found;
  }

  /** A key in use. The caller closes it. */
  Versioned unwrap(StoredKey key) {
    return new Versioned(key.version(), key.unwrap(wrapping));
  }

  /** The rows of the newest key of each owner that has one. */
  List<StoredKey> rows(Collection<KeyOwner> owners) {
    return statements.list(
        """
            select distinct on (k.subject, k.source, k.retention)
              k.subject, k.source, k.retention, k.version, k.wrapped, k.commitment
            from data_key k
            join unnest(?::text[], ?::text[], ?::text[]) as o (subject, source, retention)
              using (subject, source, retention)
            order by k.subject, k.source, k.retention, k.version desc
            """,
        row ->
            StoredKey.of(
                new KeyOwner(
                    row.getString(1), row.getString(2), RetentionClass.valueOf(row.getString(3))),
                row.getInt(4),
                row.getBytes(5),
                row.getBytes(6)),
        texts(owners, KeyOwner::subject),
        texts(owners, KeyOwner::source),
        texts(owners, owner -> owner.retention().name()));
  }

  /** One version of an owner's key, unless it was shredded. The caller closes it. */
  Optional<DataKey> find(KeyOwner owner, int version) {
    return statements
        .first(
            """
            select wrapped, commitment from data_key
            where subject = ? and source = ? and retention = ? and version = ?
            """,
            row -> List.of(row.getBytes(1), row.getBytes(2)),
            owner.subject(),
            owner.source(),
            owner.retention(),
            version)
        .map(row -> wrapping.unwrap(owner, version, row.get(0), row.get(1)));
  }

  /**
   * Draws a first key for owners that have none, and gives those that were added. Of two that do so
   * at once, one key stays; so read {@link #newest} for the others. The caller closes them.
   */
  Map<KeyOwner, Versioned> addFirst(List<KeyOwner> owners) {
    Map<String, KeyName> keks = new TreeMap<>();
    for (KeyOwner owner : owners) {
      keks.computeIfAbsent(owner.subject(), wrapping::kekOf);
    }
    lockShared(new TreeSet<>(keks.values().stream().map(KeyName::value).toList()));
    Map<KeyOwner, DataKey> drawn = new HashMap<>();
    try {
      List<WrappedDataKey> wrapped = new ArrayList<>(owners.size());
      List<byte[]> commitments = new ArrayList<>(owners.size());
      for (KeyOwner owner : owners) {
        DataKey key = DataKey.draw();
        drawn.put(owner, key);
        wrapped.add(
            wrapping.wrap(
                Objects.requireNonNull(keks.get(owner.subject())), owner, FIRST_VERSION, key));
        commitments.add(wrapping.commitment(key));
      }
      NativeQuery<Object[]> insert =
          getSession()
              .createNativeQuery(
                  """
                  insert into data_key
                    (subject, source, retention, version, wrapped, commitment, created_at, kek, kek_version)
                  select subject, source, retention, :version, wrapped, commitment, :now, kek, kek_version
                  from unnest(cast(:subjects as text[]), cast(:sources as text[]),
                      cast(:retentions as text[]), cast(:wrapped as bytea[]),
                      cast(:commitments as bytea[]), cast(:keks as text[]), cast(:versions as int[]))
                    as drawn (subject, source, retention, wrapped, commitment, kek, kek_version)
                  on conflict do nothing
                  returning subject, source, retention, version, wrapped, commitment
                  """,
                  Object[].class)
              .setParameter("version", FIRST_VERSION)
              .setParameter("now", clock.instant())
              .setParameter(
                  "wrapped",
                  wrapped.stream().map(WrappedDataKey::toByteArray).toArray(byte[][]::new))
              .setParameter("commitments", commitments.toArray(byte[][]::new))
              .setParameter(
                  "keks",
                  wrapped.stream().map(key -> key.kek().name().value()).toArray(String[]::new))
              .setParameter(
                  "versions",
                  wrapped.stream().map(key -> key.kek().version()).toArray(Integer[]::new));
      Map<KeyOwner, Versioned> added = new HashMap<>();
      for (Object[] row : bind(insert, owners).getResultList()) {
        KeyOwner owner = stored(row).owner();
        added.put(owner, new Versioned(FIRST_VERSION, Objects.requireNonNull(drawn.remove(owner))));
      }
      return added;
    } finally {
      drawn.values().forEach(DataKey::close);
    }
  }

  /**
   * Until this transaction ends, no version of these wrapping keys is destroyed: what is wrapped
   * now is seen by whoever looks for the last key under a version.
   */
  private void lockShared(Set<String> keks) {
    List<?> unused =
        getSession()
            .createNativeQuery(
                "select 1 from (select pg_advisory_xact_lock_shared(hashtextextended(kek, 0))"
                    + " from unnest(cast(:keks as text[])) kek) locked",
                Tuple.class)
            .setParameter("keks", keks.toArray(String[]::new))
            .getResultList();
  }

  /**
   * A key that was deleted, whether it opened or not.
   *
   * @param kek what its row says that it was wrapped under
   */
  record Deleted(KeyOwner owner, int version, KeyVersion kek, Hash commitment) {}

  /**
   * Deletes a person's keys of these classes, from one source or all, and returns what they were.
   */
  List<Deleted> delete(
      String subject, Optional<String> source, Collection<RetentionClass> classes) {
    return getSession()
        .createNativeQuery(
            """
            delete from data_key
            where subject = :subject and (:source = '' or source = :source)
              and retention = any(cast(:classes as text[]))
            returning subject, source, retention, version, kek, kek_version, commitment
            """,
            Object[].class)
        .setParameter("subject", subject)
        .setParameter("source", source.orElse(""))
        .setParameter("classes", classes.stream().map(RetentionClass::name).toArray(String[]::new))
        .getResultStream()
        .map(
            row ->
                new Deleted(
                    new KeyOwner(
                        (String) row[0], (String) row[1], RetentionClass.valueOf((String) row[2])),
                    (Integer) row[3],
                    new KeyVersion(new KeyName((String) row[4]), (Integer) row[5]),
                    Hash.takeOwnershipOf((byte[]) row[6])))
        .toList();
  }

  /**
   * How many keys are wrapped under this version or an older one and are not noted as unreadable.
   */
  long countUnder(KeyVersion old) {
    return getSession()
        .createNativeQuery(
            """
            select count(*) from data_key k where k.kek = :kek and k.kek_version <= :version
              and not exists (select 1 from unreadable_key u where u.subject = k.subject
                and u.source = k.source and u.retention = k.retention and u.version = k.version)
            """,
            Tuple.class)
        .setParameter("kek", old.name().value())
        .setParameter("version", old.version())
        .getSingleResult()
        .get(0, Long.class);
  }

  private static StoredKey stored(Object[] row) {
    return StoredKey.of(
        new KeyOwner((String) row[0], (String) row[1], RetentionClass.valueOf((String) row[2])),
        (Integer) row[3],
        (byte[]) row[4],
        (byte[]) row[5]);
  }

  private static NativeQuery<Object[]> bind(
      NativeQuery<Object[]> query, Collection<KeyOwner> owners) {
    return query
        .setParameter("subjects", texts(owners, KeyOwner::subject))
        .setParameter("sources", texts(owners, KeyOwner::source))
        .setParameter("retentions", texts(owners, owner -> owner.retention().name()));
  }

  private static String[] texts(Collection<KeyOwner> owners, Function<KeyOwner, String> member) {
    return owners.stream().map(member).toArray(String[]::new);
  }
}
