package dev.tallystick.consent.obligation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The entry of the log about an obligation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record ObligationLoggedJson(String obligation, @JsonUnwrapped LoggedJson logged) {

  static ObligationLoggedJson of(String obligation, Logged logged) {
    return new ObligationLoggedJson(obligation, LoggedJson.of(logged));
  }
}
