package dev.tallystick.consent.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.log.Logged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer that is in the log. */
@Schema(name = "StopAnswered")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record StopAnsweredJson(
    String notification,
    String eventId,
    long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt) {

  static StopAnsweredJson of(String notification, Logged logged) {
    return new StopAnsweredJson(
        notification, logged.event().toString(), logged.index(), logged.receipt().orElse(null));
  }
}
