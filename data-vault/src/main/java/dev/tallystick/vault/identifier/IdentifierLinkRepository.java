package dev.tallystick.vault.identifier;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.vault.keystore.Sealed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The links from identifiers to tokens. Digests stand in hex. */
@Singleton
class IdentifierLinkRepository implements PanacheRepositoryBase<IdentifierLinkEntity, byte[]> {
  /** The sealed tokens of those of these digests that have one. */
  Map<String, Sealed> sealedTokens(Collection<String> digests) {
    Map<String, Sealed> rows = new TreeMap<>();
    for (Object[] row :
        getSession()
            .createNativeQuery(
                """
                select digest, key_version, sealed from identifier
                where digest = any(:digests) and sealed is not null
                """,
                Object[].class)
            .setParameter("digests", bytes(digests))
            .getResultList()) {
      rows.put(
          HexFormat.of().formatHex((byte[]) row[0]),
          new Sealed((Integer) row[1], SealedValue.takeOwnershipOf((byte[]) row[2])));
    }
    return rows;
  }

  /**
   * Links digests with tokens, except those that are linked already. Returns which it has linked.
   */
  Set<String> add(Map<String, Sealed> tokens, Instant now) {
    return getSession()
        .createNativeQuery(
            """
            insert into identifier (digest, key_version, sealed, created_at)
            select digest, key_version, sealed, :now
            from unnest(cast(:digests as bytea[]), cast(:versions as int[]), cast(:sealed as bytea[]))
              as drawn (digest, key_version, sealed)
            on conflict (digest) do nothing returning digest
            """,
            Tuple.class)
        .setParameter("now", now)
        .setParameter("digests", bytes(tokens.keySet()))
        .setParameter(
            "versions", tokens.values().stream().map(Sealed::keyVersion).toArray(Integer[]::new))
        .setParameter(
            "sealed",
            tokens.values().stream()
                .map(token -> token.value().toByteArray())
                .toArray(byte[][]::new))
        .getResultStream()
        .map(row -> row.get(0, byte[].class))
        .map(HexFormat.of()::formatHex)
        .collect(Collectors.toSet());
  }

  void remove(Collection<String> digests) {
    getSession()
        .createNativeMutationQuery("delete from identifier where digest = any(:digests)")
        .setParameter("digests", bytes(digests))
        .executeUpdate();
  }

  /** Some links from before they were sealed, kept to this transaction. */
  List<IdentifierLinkEntity> lockUnsealed(int most) {
    return find("subject is not null order by digest")
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .page(Page.ofSize(most))
        .list();
  }

  private static byte[][] bytes(Collection<String> digests) {
    return digests.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new);
  }
}
