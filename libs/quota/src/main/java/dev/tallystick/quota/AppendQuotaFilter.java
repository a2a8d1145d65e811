package dev.tallystick.quota;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Counts requests that add something: every method but GET, unless it is marked {@link OnlyReads}.
 * Comes after the look at the {@code Idempotency-Key}: who asks for a kept answer again adds
 * nothing.
 */
@Provider
@Priority(Priorities.USER + 1000)
public final class AppendQuotaFilter implements ContainerRequestFilter {
  private final CountedRequest counted;
  private final QuotaLimits limits;

  AppendQuotaFilter(CountedRequest counted, QuotaLimits limits) {
    this.counted = counted;
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!OnlyReadsFilter.applies(request) && !NeverRefusedFilter.applies(request)) {
      counted.take(limits::appends, QuotaProblem.Code.APPEND_QUOTA_EXCEEDED);
    }
  }
}
