package dev.tallystick.bureau.stop;

import dev.tallystick.bureau.tenancy.AsBureau;
import dev.tallystick.bureau.tenancy.BureauId;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Takes what the feed of the log brings: durable, with how far the feed was read. */
@Singleton
class StopNoticeIntake {
  private final StopFeedCursorRepository cursors;
  private final PendingStopNoticeRepository notices;

  StopNoticeIntake(StopFeedCursorRepository cursors, PendingStopNoticeRepository notices) {
    this.cursors = cursors;
    this.notices = notices;
  }

  /** Up to where the feed was read for this bureau; -1 before the first notice. */
  @Transactional
  @AsBureau
  long position(BureauId bureau) {
    return cursors.position(bureau);
  }

  /**
   * Notes that the feed was read up to here, and the notice that stood there if it was to this
   * bureau: both or neither, and of what was read before nothing.
   */
  @Transactional
  @AsBureau
  void take(BureauId bureau, long index, Optional<PendingStopNotice> notice) {
    if (cursors.advance(bureau, index) && notice.isPresent()) {
      notices.add(bureau, notice.get());
    }
  }
}
