package dev.tallystick.vault.erasure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An erasure as the person sees it. */
@RegisterForReflection
record ErasureJson(
    String erasure,
    String scope,
    @Nullable String provider,
    String state,
    Instant stoppedAt,
    String startedEvent,
    @Nullable String erasedEvent,
    @Nullable Integer keys,
    @Nullable Integer records,
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
