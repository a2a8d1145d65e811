package dev.tallystick.consent.obligation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.log.Logged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has been logged about an obligation. */
@Schema(name = "ObligationLogged")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record ObligationLoggedJson(
    String obligation,
    String eventId,
    long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt) {

  static ObligationLoggedJson of(String obligation, Logged logged) {
    return new ObligationLoggedJson(
        obligation, logged.event().toString(), logged.index(), logged.receipt().orElse(null));
  }
}
