package dev.tallystick.vault.release;

import dev.tallystick.events.EventId;
import dev.tallystick.producer.DirectStatements;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What releases have handed over. */
@Singleton
class ReleasedRecordRepository
    implements PanacheRepositoryBase<ReleasedRecordEntity, ReleasedRecordEntity.Key> {
  private final DirectStatements statements;

  ReleasedRecordRepository(DirectStatements statements) {
    this.statements = statements;
  }

  void markLogged(EventId event) {
    statements.update("update released_record set logged = true where event_id = ?", event.value());
  }

  void remove(EventId event) {
    delete("eventId", event.value());
  }

  void forget(String subject, Optional<String> source) {
    delete("subject = ?1 and (?2 = '' or source = ?2)", subject, source.orElse(""));
  }

  /**
   * What is kept under one of these tokens and was handed over under one of those others; from now
   * on it counts as handed over under nobody else's.
   */
  List<ReleasedRecordEntity> takeUnder(Collection<String> tokens, Collection<String> others) {
    List<ReleasedRecordEntity> found =
        list("subject in ?1 and under in ?2 and logged order by eventId", tokens, others);
    found.forEach(ReleasedRecordEntity::forgetUnder);
    return found;
  }

  /** What was handed over about a person, in the order of the releases. */
  List<ReleasedRecordEntity> about(String subject) {
    return list("subject = ?1 and logged order by eventId", subject);
  }
}
