package dev.tallystick.consent.filing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** The entry of the log about a filing. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record FilingLoggedJson(String id, @Nullable Long version, @JsonUnwrapped LoggedJson logged) {

  static FilingLoggedJson of(String id, @Nullable Long version, Logged logged) {
    return new FilingLoggedJson(id, version, LoggedJson.of(logged));
  }
}
