package dev.tallystick.vault.erasure;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An erasure as the person sees it. */
@Schema(name = "Erasure")
record ErasureJson(
    String erasure,
    @Schema(enumeration = {"ALL", "PROVIDER"}) String scope,
    @Nullable String provider,
    @Schema(
            description =
                "STARTED: nothing is released any more, the log is told next. LOGGED: the keys go"
                    + " next. SHREDDED: they are gone. ERASED: and the log says so.",
            enumeration = {"STARTED", "LOGGED", "SHREDDED", "ERASED"})
        String state,
    @Schema(description = "Since when nothing is released.") Instant stoppedAt,
    @Schema(description = "The entry erasure.started.") String startedEvent,
    @Schema(description = "The entry record.erased.") @Nullable String erasedEvent,
    @Nullable Integer keys,
    @Nullable Integer records,
    @Schema(description = "Records that a law still holds; they are restricted.")
        @Nullable Integer held) {
  static ErasureJson of(PersonErasure erasure) {
    PersonErasure.Outcome outcome = erasure.outcome().orElse(null);
    return new ErasureJson(
        erasure.id(),
        erasure.provider().isPresent() ? "PROVIDER" : "ALL",
        erasure.provider().orElse(null),
        erasure.state().name(),
        erasure.stoppedAt(),
        erasure.startedEvent().toString(),
        outcome == null ? null : outcome.erasedEvent().toString(),
        outcome == null ? null : outcome.keys(),
        outcome == null ? null : outcome.records(),
        outcome == null ? null : outcome.held());
  }
}
