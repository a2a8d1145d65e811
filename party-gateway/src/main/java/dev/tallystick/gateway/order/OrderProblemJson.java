package dev.tallystick.gateway.order;

import org.jspecify.annotations.Nullable;

/** Why an order has no report. */
public record OrderProblemJson(
    String code, @Nullable String ruleId, @Nullable String auditEventId, @Nullable String detail) {}
