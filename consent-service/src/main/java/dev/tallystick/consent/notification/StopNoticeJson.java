package dev.tallystick.consent.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A holder was told to stop. */
@Schema(name = "StopNotice")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StopNoticeJson(
    String notification,
    @Schema(description = "The entry by which the consent ended.") String cause,
    @Schema(description = "What the holder had got under it.") String release,
    String from,
    @Schema(description = "The holder.") String to,
    String dueOn,
    @Schema(
            description = "open, DONE, NOT_HELD, REFUSED or overdue.",
            enumeration = {"open", "overdue", "DONE", "NOT_HELD", "REFUSED"})
        String status,
    @Schema(description = "The entry that told the holder; absent until it is logged.")
        @Nullable String eventId,
    @Schema(description = "Its index in the log.") @Nullable Long index) {

  static StopNoticeJson of(StopNotice notice, LocalDate today) {
    String open = notice.dueOn().isBefore(today) ? "overdue" : "open";
    return new StopNoticeJson(
        notice.notification(),
        notice.cause().toString(),
        notice.release().toString(),
        notice.from(),
        notice.to(),
        notice.dueOn().toString(),
        notice.answer().orElse(open),
        notice.index().isPresent() ? notice.event().toString() : null,
        notice.index().isPresent() ? notice.index().getAsLong() : null);
  }
}
