package dev.tallystick.vault.correction;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What the recipient did, in its signature. */
record DownstreamAnswerJson(@NotNull @Size(max = 16_384) String statement) {}
