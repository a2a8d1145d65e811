package dev.tallystick.consent.request;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The requests. Whether one is answered the log says; rows are only added. */
@Singleton
class ConsentAskRepository implements PanacheRepositoryBase<ConsentAskEntity, String> {
  /**
   * Adds what is asked. Another try of the same request finds its own, which says the same; tries
   * come one after the other.
   */
  @Transactional
  void add(ConsentAsk ask) {
    if (findById(ask.id()) == null) {
      persist(new ConsentAskEntity(ask));
    }
  }

  /** What was asked of these tokens since a time, the oldest first. */
  @Transactional
  List<ConsentAsk> of(Collection<String> subjects, Instant since) {
    return list("subject in ?1 and askedAt >= ?2", Sort.by("askedAt", "id"), subjects, since)
        .stream()
        .map(ConsentAskEntity::toAsk)
        .toList();
  }
}
