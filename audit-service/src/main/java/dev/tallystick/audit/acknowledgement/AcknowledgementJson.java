package dev.tallystick.audit.acknowledgement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The wire form of a request. */
@RegisterForReflection
@Schema(name = "AcknowledgementRequest", description = "A recipient's signed word.")
record AcknowledgementJson(
    @Schema(description = "A compact JWS of the kind acknowledgement+jws.")
        @NotNull @Size(max = 16_384) String acknowledgement) {}
