package dev.tallystick.consent.party;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;

/**
 * How often parties have tried enrolment codes. An attempt is counted before its code is looked at,
 * in a transaction of its own, so that attempts at the same time on several replicas count too.
 */
@Singleton
class EnrolmentAttemptRepository implements PanacheRepositoryBase<EnrolmentAttemptEntity, String> {
  /** Counts one more; tells how many there are in the window that it falls into. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  int count(String party, Instant now, Duration window) {
    getEntityManager()
        .createQuery(
            """
            insert into EnrolmentAttemptEntity (party, beganAt, attempts)
            values (:party, :now, 0)
            on conflict do nothing
            """)
        .setParameter("party", party)
        .setParameter("now", now)
        .executeUpdate();
    EnrolmentAttemptEntity row = findById(party, LockModeType.PESSIMISTIC_WRITE);
    if (!row.beganAt.plus(window).isAfter(now)) {
      row.beganAt = now;
      row.attempts = 0;
    }
    row.attempts++;
    return row.attempts;
  }

  /** Takes back an attempt that told nobody anything. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void takeBack(String party) {
    update("attempts = attempts - 1 where party = ?1 and attempts > 0", party);
  }

  /** Begins anew, because the party has another code or has used the one it had. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void forget(String party) {
    deleteById(party);
  }
}
