package dev.tallystick.audit.secrecy;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * That a read is to be kept from its person for a while.
 *
 * @param ground by what kind of law
 * @param legalBasis the number of the order
 * @param until when it opens
 */
@RegisterForReflection
public record SecrecyJson(
    @NotNull @Pattern(regexp = "JUDICIAL|REGULATORY") String ground,
    @NotNull @Pattern(regexp = "[A-Za-z0-9_.:/-]{1,64}") String legalBasis,
    @NotNull @Pattern(regexp = "[0-9TZ:.-]{24}") String until) {}
