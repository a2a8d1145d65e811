package dev.tallystick.consent.auditing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The entry of the log about an audit. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record AuditLoggedJson(int run, @JsonUnwrapped LoggedJson logged) {

  static AuditLoggedJson of(int run, ReportedRun.Reported reported) {
    return new AuditLoggedJson(
        run,
        reported
            .logged()
            .map(LoggedJson::of)
            .orElseGet(() -> LoggedJson.pending(reported.event())));
  }
}
