package dev.tallystick.vault.erasure;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;

/** The consents that platforms collect on, while they are in force. */
@Singleton
class CollectionRepository implements PanacheRepositoryBase<CollectionEntity, String> {
  void add(String consent, String subject, String platform) {
    getSession()
        .createMutationQuery(
            """
            insert into CollectionEntity (consent, subject, platform) values (?1, ?2, ?3)
            on conflict (consent) do update set platform = excluded.platform
            """)
        .setParameter(1, consent)
        .setParameter(2, subject)
        .setParameter(3, platform)
        .executeUpdate();
  }

  void remove(String consent) {
    delete("consent", consent);
  }

  /** Forgets a person who is erased. */
  void forget(String subject) {
    delete("subject", subject);
  }

  /** Whether the platform may still collect about the person. */
  boolean isAny(String subject, String platform) {
    return count("subject = ?1 and platform = ?2", subject, platform) > 0;
  }
}
