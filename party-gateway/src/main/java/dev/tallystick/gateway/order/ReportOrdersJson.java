package dev.tallystick.gateway.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of orders, the newest first. */
public record ReportOrdersJson(List<ReportOrderJson> orders, @Nullable String next) {}
