package dev.tallystick.consent.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A notice, to be shown word for word. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NoticeJson(
    String notice,
    String kind,
    @Nullable String discloser,
    String recipient,
    @Nullable String purpose,
    List<String> categories,
    @Nullable String method,
    @Nullable String retention,
    @Nullable String contact,
    @Nullable String rightsRoute,
    String language,
    String text,
    String textHash,
    boolean highlighted) {

  static NoticeJson of(ConsentNotice notice) {
    ConsentNotice.Told told = notice.told();
    return new NoticeJson(
        notice.id(),
        notice.kind(),
        notice.discloser().orElse(null),
        notice.recipient(),
        told.purpose().orElse(null),
        told.categories(),
        told.method().orElse(null),
        told.retention().orElse(null),
        told.contact().orElse(null),
        told.rightsRoute().orElse(null),
        notice.language(),
        notice.text(),
        notice.textHash().hex(),
        notice.highlighted());
  }
}
