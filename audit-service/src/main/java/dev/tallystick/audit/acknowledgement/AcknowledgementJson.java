package dev.tallystick.audit.acknowledgement;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The wire form of a request. */
@RegisterForReflection
record AcknowledgementJson(
    @NotNull @Size(max = AcknowledgementJson.MAX_LENGTH) String acknowledgement) {
  static final int MAX_LENGTH = 16_384;
}
