package dev.tallystick.gateway.consent;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Consents that persons are asked for; in the caller's transaction. */
@Singleton
class PersonAskRepository implements PanacheRepositoryBase<PersonAskEntity, String> {
  /** Those that something is to be done about now. */
  List<PersonAskEntity> due(Instant now, int most) {
    return find("nextTryAt <= ?1 order by nextTryAt", now).page(0, most).list();
  }

  /** Those that a person's answer is about. */
  List<PersonAskEntity> asked(String subject, String kind, String purpose) {
    return list(
        "state in ?1 and subject = ?2 and kind = ?3 and purpose = ?4",
        // Somebody may answer before the answer to the question has come back.
        List.of(PersonAskState.QUEUED, PersonAskState.ASKED),
        subject,
        kind,
        purpose);
  }
}
