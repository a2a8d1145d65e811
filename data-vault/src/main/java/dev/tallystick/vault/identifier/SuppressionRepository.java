package dev.tallystick.vault.identifier;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The identifiers that are not taken in again. */
@Singleton
class SuppressionRepository implements PanacheRepositoryBase<SuppressionEntity, byte[]> {
  void add(List<byte[]> digests) {
    getSession()
        .createNativeMutationQuery(
            """
            insert into suppression (digest) select unnest(cast(:digests as bytea[]))
            on conflict do nothing
            """)
        .setParameter("digests", digests.toArray(byte[][]::new))
        .executeUpdate();
  }

  /** Those of these digests that are there, in hex. */
  Set<String> among(List<byte[]> digests) {
    return getSession()
        .createNativeQuery(
            "select digest from suppression where digest = any(:digests)", Tuple.class)
        .setParameter("digests", digests.toArray(byte[][]::new))
        .getResultStream()
        .map(row -> row.get(0, byte[].class))
        .map(HexFormat.of()::formatHex)
        .collect(Collectors.toSet());
  }
}
