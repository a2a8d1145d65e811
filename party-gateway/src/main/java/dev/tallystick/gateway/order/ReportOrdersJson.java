package dev.tallystick.gateway.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of orders, the newest first. */
record ReportOrdersJson(List<ReportOrderJson> orders, @Nullable String next) {}
