package dev.tallystick.quota;

import dev.tallystick.caller.Caller;
import io.quarkus.security.identity.SecurityIdentity;
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
  private final Quotas quotas;
  private final QuotaLimits limits;
  private final Caller caller;
  private final SecurityIdentity identity;

  AppendQuotaFilter(Quotas quotas, QuotaLimits limits, Caller caller, SecurityIdentity identity) {
    this.quotas = quotas;
    this.limits = limits;
    this.caller = caller;
    this.identity = identity;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (OnlyReadsFilter.applies(request)
        || NeverRefusedFilter.applies(request)
        || identity.isAnonymous()
        || identity.hasRole("service")) {
      return;
    }
    QuotaHolder holder = QuotaHolder.of(caller);
    quotas
        .takeOne(limits.appends(holder), holder)
        .ifPresent(
            wait -> {
              throw new QuotaProblem(QuotaProblem.Code.APPEND_QUOTA_EXCEEDED, wait);
            });
  }
}
