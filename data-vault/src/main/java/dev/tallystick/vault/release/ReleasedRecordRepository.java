package dev.tallystick.vault.release;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.producer.direct.DirectStatements;
import dev.tallystick.vault.document.HandedHead;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What releases have handed over. */
@Singleton
class ReleasedRecordRepository
    implements PanacheRepositoryBase<ReleasedRecordEntity, ReleasedRecordEntity.Key> {
  private final DirectStatements statements;

  ReleasedRecordRepository(DirectStatements statements) {
    this.statements = statements;
  }

  /** Notes what these releases are about to hand over, by the token that it is kept under. */
  void add(List<IntendedRelease> releases, Instant now) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (IntendedRelease intended : releases) {
      intended
          .records()
          .forEach((subject, records) -> rows.add(row(intended.release(), subject, records, now)));
    }
    statements.updateEach(
        """
        insert into released_record
          (event_id, subject, source, recipient, at, under, records, versions)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows);
  }

  private static @Nullable Object[] row(
      SealedRelease release, String subject, List<JsonObject> records, Instant now) {
    DataReleased data = release.data();
    List<HandedHead> heads = records.stream().map(HandedHead::read).toList();
    return new @Nullable Object[] {
      release.event().id().value(),
      subject,
      data.from(),
      data.to(),
      now,
      release.event().subject().filter(token -> !token.equals(subject)).orElse(null),
      heads.stream().map(HandedHead::record).toArray(String[]::new),
      heads.stream().map(head -> (int) head.version().orElse(1)).toArray(Integer[]::new)
    };
  }

  void forget(String subject, Optional<String> source) {
    delete("subject = ?1 and (?2 = '' or source = ?2)", subject, source.orElse(""));
  }

  /**
   * What is kept under one of these tokens and was handed over under one of those others, or may
   * have been; from now on it counts as handed over under nobody else's.
   */
  List<ReleasedRecordEntity> takeUnder(Collection<String> tokens, Collection<String> others) {
    // Locked, so that what others say of an open one meanwhile is not overwritten.
    List<ReleasedRecordEntity> found =
        find("subject in ?1 and under in ?2 order by eventId", tokens, others)
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .list();
    found.forEach(ReleasedRecordEntity::forgetUnder);
    return found;
  }

  /** What was handed over about a person, in the order of the releases. */
  List<ReleasedRecordEntity> about(String subject) {
    return list("subject = ?1 and logged order by eventId", subject);
  }

  /** What may have been handed over about a person: the outcome of those releases is open. */
  List<ReleasedRecordEntity> openAbout(String subject) {
    return list("subject = ?1 and not logged order by eventId", subject);
  }
}
