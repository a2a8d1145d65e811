package dev.tallystick.consent.breach;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The entry of the log about a breach, with the hash of what has to be told of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record BreachLoggedJson(String breach, String noticeDigest, @JsonUnwrapped LoggedJson logged) {

  static BreachLoggedJson of(Breach breach, Logged logged) {
    return new BreachLoggedJson(
        breach.id(), breach.said().noticeDigest().hex(), LoggedJson.of(logged));
  }
}
