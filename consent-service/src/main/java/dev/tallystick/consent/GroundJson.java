package dev.tallystick.consent;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why something ends: a restoration, a revocation, a termination. */
@Schema(name = "Ground")
public record GroundJson(@NotBlank @Size(max = 500) String ground) {}
