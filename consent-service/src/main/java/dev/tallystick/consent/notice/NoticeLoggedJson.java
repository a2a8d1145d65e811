package dev.tallystick.consent.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** A notice that is kept; of a person's, where the log says that they were shown it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record NoticeLoggedJson(
    String notice, String textHash, @JsonUnwrapped @Nullable LoggedJson logged) {

  static NoticeLoggedJson kept(ConsentNotice notice) {
    return new NoticeLoggedJson(notice.id(), notice.textHash().hex(), null);
  }

  static NoticeLoggedJson presented(ConsentNotice notice, Logged logged) {
    return new NoticeLoggedJson(notice.id(), notice.textHash().hex(), LoggedJson.of(logged));
  }
}
