package dev.tallystick.consent.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.tallystick.events.EventId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** Where something is in the log: these members stand among those of what was logged. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
public record LoggedJson(
    String eventId, @Nullable Long index, @JsonRawValue @Nullable String receipt) {

  /** What is in the log. */
  public static LoggedJson of(Logged logged) {
    return new LoggedJson(logged.event().toString(), logged.index(), logged.receipt().orElse(null));
  }

  /** What the log gets when it is back. */
  public static LoggedJson pending(EventId event) {
    return new LoggedJson(event.toString(), null, null);
  }
}
