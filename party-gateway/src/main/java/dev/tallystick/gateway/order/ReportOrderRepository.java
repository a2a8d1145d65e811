package dev.tallystick.gateway.order;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Orders for reports; in the caller's transaction. */
@Singleton
class ReportOrderRepository implements PanacheRepositoryBase<ReportOrderEntity, String> {
  private static final List<OrderState> WAITING = List.of(OrderState.QUEUED, OrderState.SIGNED);
  private static final String ENDED_BY =
      """
      select case kind when 'STOP' then 'CONSENT_WITHDRAWN' else 'ERASURE' end as reason from notice_due
      where subject = ?1 and (kind = 'STOP' or change = 'ERASED') and answer in ('DONE', 'NOT_HELD')
        and ?2 = any (string_to_array(releases, ',')) limit 1
      """;

  private static final List<OrderState> KEPT = List.of(OrderState.OPENED, OrderState.ACKNOWLEDGED);

  /** How many orders nobody has an answer to. */
  long waiting() {
    return count("state in ?1", WAITING);
  }

  /** The ids of those that are to be worked on now. */
  List<String> due(Instant now, int most) {
    return getEntityManager()
        .createQuery(
            "select o.id from ReportOrderEntity o where o.nextTryAt <= ?1 and o.state in ?2 order by o.nextTryAt",
            String.class)
        .setParameter(1, now)
        .setParameter(2, WAITING)
        .setMaxResults(most)
        .getResultList();
  }

  /** Those in this state that are due. */
  List<ReportOrderEntity> dueIn(OrderState state, Instant now, int most) {
    return find("nextTryAt <= ?1 and state = ?2 order by nextTryAt", now, state)
        .page(0, most)
        .list();
  }

  /** Those whose half the log lacks, also when the report is gone already. */
  List<ReportOrderEntity> halvesDue(Instant now, int most) {
    return find("acknowledgeAt <= ?1 order by acknowledgeAt", now).page(0, most).list();
  }

  /** Those whose decision the bureau is to be told now. */
  List<ReportOrderEntity> decisionsDue(Instant now, int most) {
    return find("decisionNextAt <= ?1 order by decisionNextAt", now).page(0, most).list();
  }

  /** Those whose report is to be destroyed now. */
  List<ReportOrderEntity> toDestroy(Instant now, int most) {
    return find("destroyAt <= ?1 and state in ?2 order by destroyAt", now, KEPT)
        .page(0, most)
        .list();
  }

  /** Those of these releases whose report is here, kept to this transaction. */
  List<ReportOrderEntity> keptOf(Collection<String> events) {
    return find("event in ?1 and state in ?2 order by id", events, KEPT)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Those about a person that may have bought something, kept to this transaction. */
  List<ReportOrderEntity> lockUnderWay(String subject) {
    return find("subject = ?1 and state = ?2 order by id", subject, OrderState.SIGNED)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  /** Why the party has let go of a release before it came, as it has answered a notice. */
  Optional<String> endedBy(String subject, String event) {
    List<?> answered =
        getEntityManager()
            .createNativeQuery(ENDED_BY, Tuple.class)
            .setParameter(1, subject)
            .setParameter(2, event)
            .getResultList();
    return answered.stream().map(row -> ((Tuple) row).get("reason", String.class)).findFirst();
  }

  /** An order, kept to this transaction. */
  Optional<ReportOrderEntity> lock(String id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** The order that a release came for, kept to this transaction. */
  Optional<ReportOrderEntity> ofEvent(String event) {
    return find("event", event).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }

  /** The newest orders, before one of an earlier page. */
  List<ReportOrderEntity> page(Optional<OrderState> state, Instant before, String id, int most) {
    String older = "(createdAt < ?1 or (createdAt = ?1 and id < ?2))";
    String order = " order by createdAt desc, id desc";
    return (state.isPresent()
            ? find(older + " and state = ?3" + order, before, id, state.get())
            : find(older + order, before, id))
        .page(0, most)
        .list();
  }
}
