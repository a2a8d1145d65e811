package dev.tallystick.quota;

import dev.tallystick.caller.Caller;
import io.quarkus.security.identity.SecurityIdentity;
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
  private final Quotas quotas;
  private final QuotaLimits limits;
  private final Caller caller;
  private final SecurityIdentity identity;

  RequestQuotaFilter(Quotas quotas, QuotaLimits limits, Caller caller, SecurityIdentity identity) {
    this.quotas = quotas;
    this.limits = limits;
    this.caller = caller;
    this.identity = identity;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (identity.isAnonymous()
        || identity.hasRole("service")
        || NeverRefusedFilter.applies(request)) {
      return;
    }
    QuotaHolder holder = QuotaHolder.of(caller);
    quotas
        .takeOne(limits.requests(holder), holder)
        .ifPresent(
            wait -> {
              throw new QuotaProblem(QuotaProblem.Code.REQUEST_QUOTA_EXCEEDED, wait);
            });
  }
}
