package dev.tallystick.consent.right;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.log.Logged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has been logged about a right. */
@Schema(name = "RightLogged")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record RightLoggedJson(
    String right,
    String eventId,
    long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt) {

  static RightLoggedJson of(String right, Logged logged) {
    return new RightLoggedJson(
        right, logged.event().toString(), logged.index(), logged.receipt().orElse(null));
  }
}
