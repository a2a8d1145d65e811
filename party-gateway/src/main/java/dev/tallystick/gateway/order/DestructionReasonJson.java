package dev.tallystick.gateway.order;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Why a report is destroyed before its time. */
record DestructionReasonJson(
    @NotNull @Pattern(regexp = "CONSENT_WITHDRAWN|ERASURE|TERM_ENDED") String reason) {}
