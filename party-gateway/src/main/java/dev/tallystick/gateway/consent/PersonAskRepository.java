package dev.tallystick.gateway.consent;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Consents that persons are asked for; in the caller's transaction. */
@Singleton
class PersonAskRepository implements PanacheRepositoryBase<PersonAskEntity, String> {
  /** Those that something is to be done about now. */
  List<PersonAskEntity> due(Instant now, int most) {
    return find("nextTryAt <= ?1 order by nextTryAt", now).page(0, most).list();
  }

  /** Those that a person's answer may be about, kept to this transaction. */
  List<PersonAskEntity> asked(String subject, String kind, String purpose) {
    return find(
            "state in ?1 and subject = ?2 and kind = ?3 and purpose = ?4 order by id",
            // Somebody may answer before the answer to the question has come back.
            List.of(PersonAskState.QUEUED, PersonAskState.ASKED),
            subject,
            kind,
            purpose)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** The newest, whatever became of them. */
  List<PersonAskEntity> newest(int most) {
    return find("order by createdAt desc, id").page(0, most).list();
  }

  /** An ask, kept to this transaction. */
  Optional<PersonAskEntity> lock(String id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }
}
