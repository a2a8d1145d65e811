package dev.tallystick.vault.identifier;

import dev.tallystick.keys.SealedValue;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.keystore.Sealed;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The tokens that have been allotted, and the way back from them to digests of identifiers.
 *
 * <p>The lock strengths are PostgreSQL's own words, because they matter: {@code for key share} is
 * what an insert that refers to the person takes, and only {@code for update} keeps it away.
 */
@Singleton
class SubjectRepository implements PanacheRepositoryBase<SubjectEntity, String> {
  private final DirectStatements statements;

  SubjectRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Adds tokens, in their order, which tells nothing of the order of the identifiers. */
  void add(Collection<SubjectToken> tokens, Instant now) {
    getSession()
        .createNativeMutationQuery(
            """
            insert into subject (token, created_at) select unnest(cast(:tokens as text[])), :now
            on conflict do nothing
            """)
        .setParameter(
            "tokens", tokens.stream().map(SubjectToken::value).sorted().toArray(String[]::new))
        .setParameter("now", now)
        .executeUpdate();
  }

  /**
   * Those of these tokens that are there; kept from being removed by others in this transaction.
   */
  Set<String> lockShared(Collection<String> tokens) {
    return Set.copyOf(
        statements.list(
            "select token from subject where token = any(?) order by token for key share",
            row -> row.getString(1),
            (Object) tokens.toArray(String[]::new)));
  }

  /** Waits for everybody who has the token locked, and keeps it to this transaction. */
  void lock(String token) {
    List<?> unused =
        getSession()
            .createNativeQuery(
                "select token from subject where token = :token for update", Tuple.class)
            .setParameter("token", token)
            .getResultList();
  }

  /** Locks those of these tokens that nobody else has locked, and returns the others. */
  Set<String> lockFree(Collection<String> tokens) {
    return Set.copyOf(
        getSession()
            .createNativeQuery(
                """
                with free as (select token from subject where token = any(:tokens)
                  for update skip locked)
                select token from subject where token = any(:tokens)
                except select token from free
                """,
                Tuple.class)
            .setParameter("tokens", tokens.toArray(String[]::new))
            .getResultStream()
            .map(row -> row.get(0, String.class))
            .toList());
  }

  /** A digest of an identifier, sealed for the person whose it is. */
  record SealedDigest(SubjectToken token, Sealed digest) {}

  /** Stores the way back, in the order of the people, which tells nothing of the identifiers'. */
  void addDigests(List<SealedDigest> digests) {
    getSession()
        .createNativeMutationQuery(
            """
            insert into subject_identifier (subject, key_version, sealed)
            select subject, key_version, sealed
            from unnest(cast(:people as text[]), cast(:versions as int[]), cast(:sealed as bytea[]))
              as links (subject, key_version, sealed)
            order by subject
            """)
        .setParameter(
            "people", digests.stream().map(one -> one.token().value()).toArray(String[]::new))
        .setParameter(
            "versions",
            digests.stream().map(one -> one.digest().keyVersion()).toArray(Integer[]::new))
        .setParameter(
            "sealed",
            digests.stream().map(one -> one.digest().value().toByteArray()).toArray(byte[][]::new))
        .executeUpdate();
  }

  /** The sealed digests of a person's identifiers. */
  List<Sealed> digests(SubjectToken token) {
    return getSession()
        .createNativeQuery(
            "select key_version, sealed from subject_identifier where subject = :subject",
            Object[].class)
        .setParameter("subject", token.value())
        .getResultStream()
        .map(row -> new Sealed((Integer) row[0], SealedValue.takeOwnershipOf((byte[]) row[1])))
        .toList();
  }

  /** Removes a token, and the way back from it. */
  void remove(String token) {
    delete("token", token);
  }
}
