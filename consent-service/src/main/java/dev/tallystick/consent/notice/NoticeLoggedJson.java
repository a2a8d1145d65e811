package dev.tallystick.consent.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.log.Logged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A notice that is kept; of a person's, where the log says that they were shown it. */
@Schema(name = "NoticeLogged")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record NoticeLoggedJson(
    String notice,
    String textHash,
    @Schema(description = "Of the presentation to a person.") @Nullable String eventId,
    @Schema(description = "Of the presentation to a person.") @Nullable Long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt) {

  static NoticeLoggedJson kept(Notice notice) {
    return new NoticeLoggedJson(notice.id(), notice.textHash(), null, null, null);
  }

  static NoticeLoggedJson presented(Notice notice, Logged logged) {
    return new NoticeLoggedJson(
        notice.id(),
        notice.textHash(),
        logged.event().toString(),
        logged.index(),
        logged.receipt().orElse(null));
  }
}
