package dev.tallystick.vault.keystore;

import dev.tallystick.keys.KeyName;
import dev.tallystick.keys.KeyVersion;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The rows of the keystore that do not open. */
@Singleton
class UnreadableKeyRepository
    implements PanacheRepositoryBase<UnreadableKeyEntity, UnreadableKeyEntity.Key> {
  /** Notes rows that do not open; those that are noted keep the time at which they were found. */
  void note(Collection<KeyRow.Place> places, Instant now) {
    int unused =
        getSession()
            .createNativeMutationQuery(
                """
                insert into unreadable_key
                  (subject, source, retention, version, kek, kek_version, found_at)
                select k.subject, k.source, k.retention, k.version, k.kek, k.kek_version, :now
                from data_key k join unnest(cast(:subjects as text[]), cast(:sources as text[]),
                    cast(:retentions as text[]), cast(:versions as int[]))
                  as n (subject, source, retention, version)
                  using (subject, source, retention, version)
                on conflict (subject, source, retention, version)
                  do update set kek = excluded.kek, kek_version = excluded.kek_version
                """)
            .setParameter("now", now)
            .setParameter(
                "subjects", places.stream().map(KeyRow.Place::subject).toArray(String[]::new))
            .setParameter(
                "sources", places.stream().map(KeyRow.Place::source).toArray(String[]::new))
            .setParameter(
                "retentions", places.stream().map(KeyRow.Place::retention).toArray(String[]::new))
            .setParameter(
                "versions", places.stream().map(KeyRow.Place::version).toArray(Integer[]::new))
            .executeUpdate();
  }

  /** Forgets the rows of a shard that are not among these. */
  void forgetOthers(KeyName shard, Collection<KeyRow.Place> places) {
    for (UnreadableKeyEntity noted : list("kek", shard.value())) {
      if (!places.contains(noted.place())) {
        delete(noted);
      }
    }
    flush();
  }

  /** Forgets what is gone or was wrapped anew since: that opens. */
  void forgetMended() {
    int unused =
        getSession()
            .createNativeMutationQuery(
                """
                delete from unreadable_key u where not exists (select 1 from data_key k
                  where k.subject = u.subject and k.source = u.source and k.retention = u.retention
                    and k.version = u.version and k.kek = u.kek and k.kek_version = u.kek_version)
                """)
            .executeUpdate();
  }

  /** The rows that are noted under this version or an older one. */
  List<KeyRow> under(KeyVersion old) {
    return getSession()
        .createNativeQuery(
            """
            select k.subject, k.source, k.retention, k.version, k.wrapped, k.commitment
            from data_key k join unreadable_key u using (subject, source, retention, version)
            where k.kek = :kek and k.kek_version <= :version
            """,
            Object[].class)
        .setParameter("kek", old.name().value())
        .setParameter("version", old.version())
        .getResultStream()
        .map(
            row ->
                KeyRow.of(
                    new KeyRow.Place(
                        (String) row[0], (String) row[1], (String) row[2], (Integer) row[3]),
                    (byte[]) row[4],
                    (byte[]) row[5]))
        .toList();
  }
}
