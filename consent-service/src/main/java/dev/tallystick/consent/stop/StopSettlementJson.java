package dev.tallystick.consent.stop;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * How a refused stop is settled.
 *
 * @param manner {@code SAY_ANEW}, or {@code NOTHING_LEFT} if what was to be stopped is over by the
 *     log
 * @param ticket under which the operator works; auditors see it
 */
record StopSettlementJson(
    @NotNull @Pattern(regexp = "SAY_ANEW|NOTHING_LEFT") String manner,
    @NotNull @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}") String ticket) {}
