package dev.tallystick.consent.filing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The entry of the log about a filing. */
@Schema(name = "FilingLogged")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record FilingLoggedJson(
    @Schema(description = "The plan's or assessment's id.") String id,
    @Schema(description = "Of a plan.") @Nullable Long version,
    @JsonUnwrapped LoggedJson logged) {

  static FilingLoggedJson of(String id, @Nullable Long version, Logged logged) {
    return new FilingLoggedJson(id, version, LoggedJson.of(logged));
  }
}
