package dev.tallystick.consent;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Why something ends: a restoration, a revocation, a termination. */
public record GroundJson(@NotBlank @Size(max = 500) String ground) {}
