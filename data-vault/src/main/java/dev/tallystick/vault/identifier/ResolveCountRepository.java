package dev.tallystick.vault.identifier;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Instant;

/** What parties have had resolved, by minute. */
@Singleton
class ResolveCountRepository
    implements PanacheRepositoryBase<ResolveCountEntity, ResolveCountEntity.Key> {
  /** Adds to the count of a minute; returns what it is now. */
  int add(String party, Instant minute, int identifiers) {
    return getSession()
        .createNativeQuery(
            """
            insert into resolve_count (party, minute, count) values (:party, :minute, :identifiers)
            on conflict (party, minute) do update set count = resolve_count.count + excluded.count
            returning count
            """,
            Tuple.class)
        .setParameter("party", party)
        .setParameter("minute", minute)
        .setParameter("identifiers", identifiers)
        .getSingleResult()
        .get(0, Integer.class);
  }

  void forgetBefore(Instant minute) {
    delete("startedAt < ?1", minute);
  }
}
