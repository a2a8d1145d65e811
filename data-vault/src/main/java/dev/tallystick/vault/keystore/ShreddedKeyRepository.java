package dev.tallystick.vault.keystore;

import dev.tallystick.tlog.Hash;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The keys that were shredded: none of them comes back with a backup. */
@Singleton
class ShreddedKeyRepository implements PanacheRepositoryBase<ShreddedKeyEntity, byte[]> {
  /** Keys of these commitments were shredded; one that is known stays as it is. */
  void add(Map<Hash, Instant> shredded) {
    if (shredded.isEmpty()) {
      return;
    }
    int unused =
        getSession()
            .createNativeMutationQuery(
                """
                insert into shredded_key (commitment, shredded_at)
                select decode(hex, 'hex'), at from
                  unnest(cast(:hex as text[]), cast(:at as timestamptz[])) as n (hex, at)
                on conflict do nothing
                """)
            .setParameter("hex", hex(shredded.keySet()))
            .setParameter(
                "at", shredded.values().stream().map(Instant::toString).toArray(String[]::new))
            .executeUpdate();
  }

  /** Which of these were shredded. */
  Set<Hash> among(Collection<Hash> commitments) {
    return getSession()
        .createNativeQuery(
            """
            select encode(s.commitment, 'hex') from shredded_key s
            where s.commitment in (select decode(hex, 'hex') from unnest(cast(:hex as text[])) hex)
            """,
            Tuple.class)
        .setParameter("hex", hex(commitments))
        .getResultStream()
        .map(row -> Hash.fromHex(row.get(0, String.class)))
        .collect(Collectors.toSet());
  }

  /** All of them, with when. */
  Map<Hash, Instant> all() {
    Map<Hash, Instant> all = new TreeMap<>();
    List<Object[]> rows =
        getSession()
            .createQuery(
                "select s.commitment, s.shreddedAt from ShreddedKeyEntity s", Object[].class)
            .getResultList();
    rows.forEach(row -> all.put(Hash.copyOf((byte[]) row[0]), (Instant) row[1]));
    return all;
  }

  /** Deletes rows of the keystore whose keys were shredded. */
  int purge() {
    return getSession()
        .createNativeMutationQuery(
            "delete from data_key k using shredded_key s where s.commitment = k.commitment")
        .executeUpdate();
  }

  void forgetBefore(Instant time) {
    delete("shreddedAt < ?1", time);
  }

  private static String[] hex(Collection<Hash> commitments) {
    return commitments.stream().map(Hash::hex).toArray(String[]::new);
  }
}
