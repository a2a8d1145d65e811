package dev.tallystick.consent.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The entry of the log about an agreement. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record AgreementLoggedJson(String agreement, long version, @JsonUnwrapped LoggedJson logged) {

  static AgreementLoggedJson of(String agreement, long version, Logged logged) {
    return new AgreementLoggedJson(agreement, version, LoggedJson.of(logged));
  }
}
