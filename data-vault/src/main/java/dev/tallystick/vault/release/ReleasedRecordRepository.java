package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What releases have handed over. */
@Singleton
class ReleasedRecordRepository implements PanacheRepositoryBase<ReleasedRecordEntity, UUID> {
  void markLogged(EventId event) {
    update("logged = true where eventId = ?1", event.value());
  }

  void remove(EventId event) {
    delete("eventId", event.value());
  }

  void forget(String subject, Optional<String> source) {
    delete("subject = ?1 and (?2 = '' or source = ?2)", subject, source.orElse(""));
  }

  /** What was handed over about a person, in the order of the releases. */
  List<ReleasedRecordEntity> about(String subject) {
    return list("subject = ?1 and logged order by eventId", subject);
  }
}
