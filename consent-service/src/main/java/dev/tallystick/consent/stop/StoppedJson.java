package dev.tallystick.consent.stop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.consent.log.LoggedJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** Something stops: a consent is withdrawn, or everything about a person is frozen. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
public record StoppedJson(
    String status, @Nullable String consent, @JsonUnwrapped LoggedJson logged) {

  /** What came of it, about a consent or about the person. */
  public static StoppedJson of(Stopped stopped, @Nullable String consent) {
    return stopped.match(
        now -> logged(now.entry(), consent),
        before -> logged(before.entry(), consent),
        pending -> new StoppedJson("PENDING", consent, LoggedJson.pending(pending.event())));
  }

  private static StoppedJson logged(Logged entry, @Nullable String consent) {
    return new StoppedJson("LOGGED", consent, LoggedJson.of(entry));
  }

  /** 201 for the first time, 200 for a repeat, 202 while the log is away. */
  public static int status(Stopped stopped) {
    return stopped.match(now -> 201, before -> 200, pending -> 202);
  }
}
