package dev.tallystick.audit.acknowledgement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The wire form of a request. */
@RegisterForReflection
record AcknowledgementJson(@NotNull @Size(max = 16_384) String acknowledgement) {}
