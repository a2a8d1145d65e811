package dev.tallystick.gateway.notice;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Notices to the party; in the caller's transaction. */
@Singleton
class GatewayNoticeRepository implements PanacheRepositoryBase<GatewayNoticeEntity, String> {
  private static final int MOST = 500;

  /** Those that wait for an answer, the most urgent first. */
  List<GatewayNoticeEntity> unanswered() {
    return find("state <> ?1 order by dueOn, id", NoticeState.ANSWERED).page(0, MOST).list();
  }

  /** The newest, whatever became of them. */
  List<GatewayNoticeEntity> newest() {
    return find("order by toldIndex desc").page(0, MOST).list();
  }

  /** Answers that are to be brought to the suite now. */
  List<GatewayNoticeEntity> due(Instant now, int most) {
    return find("nextTryAt <= ?1 order by nextTryAt", now).page(0, most).list();
  }

  Optional<GatewayNoticeEntity> lock(String id) {
    return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
  }
}
