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
 * Counts requests of every kind. Roles are checked before, so nobody without one uses anything up;
 * the suite's own services, and what is public, are not counted.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 200)
public final class RequestQuotaFilter implements ContainerRequestFilter {
  private final Quotas quotas;
  /** Asked for at each request: a filter is made before the settings of the run can be read. */
  private final Instance<QuotaConfig> config;
  private final Caller caller;
  private final SecurityIdentity identity;

  RequestQuotaFilter(Quotas quotas, Instance<QuotaConfig> config, Caller caller, SecurityIdentity identity) {
    this.quotas = quotas;
    this.config = config;
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
    QuotaConfig.Requests limits = config.get().requests();
    QuotaHolder holder = QuotaHolder.of(caller);
    quotas
        .takeOne(Quota.perMinute("requests", holder.pick(limits.person(), limits.party(), limits.account())), holder)
        .ifPresent(
            wait -> {
              throw new QuotaProblem(QuotaProblem.Code.REQUEST_QUOTA_EXCEEDED, wait);
            });
  }
}
