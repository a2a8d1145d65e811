package dev.tallystick.consent.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** An answer that was taken; without a place in the log while that is away. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record StopAnsweredJson(String notification, @JsonUnwrapped LoggedJson logged) {
  static StopAnsweredJson of(String notification, AnswerStopNotice.Taken taken) {
    return new StopAnsweredJson(
        notification,
        taken.logged().map(LoggedJson::of).orElseGet(() -> LoggedJson.pending(taken.event())));
  }
}
