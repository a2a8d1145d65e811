package dev.tallystick.vault.identifier;

import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The alarms about numbers in a row that are not over, one of a party at most. */
@Singleton
class SequenceAlarmRepository implements PanacheRepositoryBase<SequenceAlarmEntity, String> {
  /** Opens an alarm, unless this party has one. */
  boolean open(String party, String anomaly, EventId raised, Instant now) {
    return getSession()
            .createNativeMutationQuery(
                """
                insert into sequence_alarm (party, anomaly, raised_event, noticed_at)
                values (:party, :anomaly, :raised, :now) on conflict do nothing
                """)
            .setParameter("party", party)
            .setParameter("anomaly", anomaly)
            .setParameter("raised", raised.value())
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Notes that it goes on; a replica whose clock is behind takes nothing back. */
  boolean noticedAgain(String party, Instant now) {
    return getSession()
            .createNativeMutationQuery(
                """
                update sequence_alarm set noticed_at = greatest(noticed_at, :now)
                where party = :party
                """)
            .setParameter("party", party)
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Those that nothing was noticed of since then; other replicas pass over them. */
  List<SequenceAlarmEntity> lockOver(Instant since) {
    return getSession()
        .createNativeQuery(
            "select * from sequence_alarm where noticed_at < :since for update skip locked",
            SequenceAlarmEntity.class)
        .setParameter("since", since)
        .getResultList();
  }
}
