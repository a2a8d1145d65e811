package dev.tallystick.consent.stop;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.consent.log.Logged;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stop that is settled, with the entry that says so. No receipt: it would show whose stop it is.
 *
 * @param status {@code LOGGED}, or {@code PENDING} while the log is away
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection // inside a Response, which tells nobody its type
record StopSettledJson(String stop, String status, @Nullable String eventId, @Nullable Long index) {
  static StopSettledJson of(String stop, Optional<Logged> entry) {
    return new StopSettledJson(
        stop,
        entry.isPresent() ? "LOGGED" : "PENDING",
        entry.map(logged -> logged.event().toString()).orElse(null),
        entry.map(Logged::index).orElse(null));
  }
}
