package dev.tallystick.quota;

import dev.tallystick.caller.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
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
  /** Asked for at each request: a filter is made before the settings of the run can be read. */
  private final Instance<QuotaConfig> config;
  private final Caller caller;
  private final SecurityIdentity identity;

  AppendQuotaFilter(Quotas quotas, Instance<QuotaConfig> config, Caller caller, SecurityIdentity identity) {
    this.quotas = quotas;
    this.config = config;
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
    QuotaConfig.Appends limits = config.get().appends();
    QuotaHolder holder = QuotaHolder.of(caller);
    quotas
        .takeOne(Quota.perDay("appends", holder.pick(limits.person(), limits.party(), limits.account())), holder)
        .ifPresent(
            wait -> {
              throw new QuotaProblem(QuotaProblem.Code.APPEND_QUOTA_EXCEEDED, wait);
            });
  }
}
