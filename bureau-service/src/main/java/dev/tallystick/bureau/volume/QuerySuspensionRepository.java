package dev.tallystick.bureau.volume;

import dev.tallystick.bureau.entry.Publication;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ServiceSuspended;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest suspension of each lender that this service has set, so that of many refusals one is
 * said. It is of no bureau, whichever asks: a suspended lender gets nothing of any.
 */
@Singleton
class QuerySuspensionRepository
    implements PanacheRepositoryBase<QuerySuspensionEntity, String>, Publication {
  private static final String BEGIN =
      """
      insert into QuerySuspensionEntity as known (lender, eventId, untilAt)
        values (:lender, :event, :until)
      on conflict (lender) do update
        set eventId = excluded.eventId, untilAt = excluded.untilAt, logIndex = null
        where known.untilAt <= :now and known.logIndex is not null
      """;

  /** A suspension, and whether the log has it. */
  record Standing(EventId event, Instant until, boolean isLogged) {}

  /** The latest of a lender, over or not. */
  @Transactional
  @AsBureau
  Optional<Standing> standing(BureauId bureau, String lender) {
    return findByIdOptional(lender)
        .map(row -> new Standing(new EventId(row.eventId), row.untilAt, row.logIndex != null));
  }

  /** Stores one before the log has seen it; false if there is one that is not over. */
  @Transactional
  @AsBureau
  boolean begin(BureauId bureau, String lender, Standing next, Instant now) {
    return getEntityManager()
            .createQuery(BEGIN)
            .setParameter("lender", lender)
            .setParameter("event", next.event().value())
            .setParameter("until", next.until())
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  @Override
  public boolean concerns(String type) {
    return type.equals(ServiceSuspended.SHORT_NAME);
  }

  @Override
  @Transactional
  @AsBureau
  public void logged(BureauId bureau, EventId event, long index) {
    update("logIndex = ?1 where eventId = ?2", index, event.value());
  }

  @Override
  @Transactional
  @AsBureau
  public void drop(BureauId bureau, EventId event) {
    delete("eventId = ?1 and logIndex is null", event.value());
  }
}
