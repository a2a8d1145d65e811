package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.inquiry.KeptReports;
import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Deletes what is kept of the reports that a stop notice is about. */
@Singleton
class DropKeptReports {
  private final KeptReports kept;
  private final PendingStopNoticeRepository notices;

  DropKeptReports(KeptReports kept, PendingStopNoticeRepository notices) {
    this.kept = kept;
    this.notices = notices;
  }

  /**
   * Deletes what is kept of reports that rest on the notice's release, and notes with it that there
   * was something: a process that goes on after a crash answers the same.
   *
   * @return the notice as it is then; nothing while a report that might rest on it is being made
   */
  @Transactional
  @AsBureau
  Optional<PendingStopNotice> drop(BureauId bureau, PendingStopNotice notice) {
    if (kept.isBeingMade(bureau, notice.subject(), notice.toldAt())) {
      return Optional.empty();
    }
    if (kept.drop(bureau, notice.subject(), notice.release()) == 0) {
      return Optional.of(notice);
    }
    notices.markDropped(notice);
    return Optional.of(notice.withDropped());
  }
}
