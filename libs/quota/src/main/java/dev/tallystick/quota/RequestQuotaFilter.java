package dev.tallystick.quota;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Counts requests of every kind. Roles are checked before, so nobody without one uses anything up;
 * the suite's own services, and what is public, are not counted.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 200)
public final class RequestQuotaFilter implements ContainerRequestFilter {
  private final CountedRequest counted;
  private final QuotaLimits limits;

  RequestQuotaFilter(CountedRequest counted, QuotaLimits limits) {
    this.counted = counted;
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!NeverRefusedFilter.applies(request)) {
      counted.take(limits::requests, QuotaProblem.Code.REQUEST_QUOTA_EXCEEDED);
    }
  }
}
