package dev.tallystick.consent.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A holder was told to stop, or to mend what it got. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StopNoticeJson(
    String notification,
    String cause,
    String release,
    String from,
    String to,
    String change,
    String dueOn,
    String status,
    @Nullable String eventId,
    @Nullable Long index) {

  static StopNoticeJson of(StopNotice notice, LocalDate today) {
    String open = notice.dueOn().isBefore(today) ? "overdue" : "open";
    return new StopNoticeJson(
        notice.notification(),
        notice.cause().toString(),
        notice.release().toString(),
        notice.from(),
        notice.to(),
        notice.change().name(),
        notice.dueOn().toString(),
        notice.answer().orElse(open),
        notice.index().isPresent() ? notice.event().toString() : null,
        notice.index().isPresent() ? notice.index().getAsLong() : null);
  }
}
