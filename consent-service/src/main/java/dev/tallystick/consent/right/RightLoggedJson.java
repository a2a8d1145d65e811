package dev.tallystick.consent.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The entry of the log about a right. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record RightLoggedJson(String right, @JsonUnwrapped LoggedJson logged) {

  static RightLoggedJson of(String right, Logged logged) {
    return new RightLoggedJson(right, LoggedJson.of(logged));
  }
}
