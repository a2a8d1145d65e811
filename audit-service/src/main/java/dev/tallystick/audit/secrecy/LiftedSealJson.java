package dev.tallystick.audit.secrecy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * Why a seal is opened before its time.
 *
 * @param reason {@code COURT} if a court says so, {@code LIFTED} if its authority does
 */
@RegisterForReflection
record LiftedSealJson(@NotNull @Pattern(regexp = "COURT|LIFTED") String reason) {}
