package dev.tallystick.consent.notification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.consent.log.Logged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer that was taken. */
@Schema(name = "StopAnswered")
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record StopAnsweredJson(
    String notification,
    String eventId,
    @Schema(description = "Its place in the log; absent while the log is away.")
        @Nullable Long index,
    @Schema(type = SchemaType.OBJECT, description = "The log's receipt, to be checked offline.")
        @JsonRawValue
        @Nullable String receipt) {

  static StopAnsweredJson of(String notification, StopAnswers.Taken taken) {
    return new StopAnsweredJson(
        notification,
        taken.event().toString(),
        taken.logged().map(Logged::index).orElse(null),
        taken.logged().flatMap(Logged::receipt).orElse(null));
  }
}
