package dev.tallystick.audit.detector;

import dev.tallystick.audit.database.StoreAccess;
import dev.tallystick.events.EventId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The alarms that are not over, and how far the detectors have looked: both move on together, so a
 * crash leaves no entry that was looked at without the alarm that it gave rise to.
 */
@Singleton
@StoreAccess(failure = "the detectors cannot keep what they have noticed")
public class DetectorRepository implements PanacheRepositoryBase<DetectorAlarmEntity, String> {

  /** The index of the first entry that nobody has looked at. */
  @Transactional
  long next() {
    return cursor().next();
  }

  /** All alarms that are not over, or whose end the log does not have. */
  @Transactional
  List<DetectorAlarmEntity> open() {
    return listAll();
  }

  /**
   * Keeps what a look has come to.
   *
   * @param raised alarms that are to be logged
   * @param noticed open ones that were noticed again, with the time
   * @param next the first entry that was not looked at
   */
  @Transactional
  void keep(Collection<DetectorAlarmEntity> raised, OpenAlarms noticed, long next) {
    for (DetectorAlarmEntity row : listAll()) {
      row.noticedAt(noticed.lastNoticed(row.toCase()));
    }
    persist(raised);
    cursor().moveTo(next);
  }

  /** Notes which alarms are over: the log is to be told. */
  @Transactional
  void clear(Collection<OpenAlarms.Case> quiet, Supplier<EventId> ids) {
    for (OpenAlarms.Case one : quiet) {
      of(one).filter(row -> row.clearing().isEmpty()).ifPresent(row -> row.clearBy(ids.get()));
    }
  }

  /** Notes that the log has an alarm. */
  @Transactional
  void said(OpenAlarms.Case one) {
    of(one).ifPresent(DetectorAlarmEntity::said);
  }

  /** Forgets an alarm whose end the log has. */
  @Transactional
  void end(OpenAlarms.Case one) {
    of(one).ifPresent(this::delete);
  }

  private Optional<DetectorAlarmEntity> of(OpenAlarms.Case one) {
    return find("detector = ?1 and about = ?2", one.detector(), one.about()).firstResultOptional();
  }

  private DetectorCursorEntity cursor() {
    return getEntityManager().find(DetectorCursorEntity.class, true);
  }
}
