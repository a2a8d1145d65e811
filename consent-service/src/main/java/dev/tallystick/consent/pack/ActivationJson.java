package dev.tallystick.consent.pack;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** From when on a pack decides. */
@Schema(name = "Activation")
record ActivationJson(@NotNull Instant effectiveFrom) {}
