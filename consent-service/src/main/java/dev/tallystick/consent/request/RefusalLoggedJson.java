package dev.tallystick.consent.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** A no that is in the log. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record RefusalLoggedJson(@JsonUnwrapped LoggedJson logged) {

  static RefusalLoggedJson of(Logged logged) {
    return new RefusalLoggedJson(LoggedJson.of(logged));
  }
}
