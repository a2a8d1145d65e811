package dev.tallystick.quota;

import dev.tallystick.caller.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;
import java.util.function.Function;

/**
 * Takes a request off what its caller may do. The suite's own services, and what is public, are not
 * counted.
 */
@Singleton
final class CountedRequest {
  private final Quotas quotas;
  private final Caller caller;
  private final SecurityIdentity identity;

  CountedRequest(Quotas quotas, Caller caller, SecurityIdentity identity) {
    this.quotas = quotas;
    this.caller = caller;
    this.identity = identity;
  }

  /**
   * Takes one.
   *
   * @throws QuotaProblem with this code if none is left
   */
  void take(Function<QuotaHolder, Quota> quota, QuotaProblem.Code code) {
    if (identity.isAnonymous() || identity.hasRole("service")) {
      return;
    }
    QuotaHolder holder = QuotaHolder.of(caller);
    quotas
        .takeOne(quota.apply(holder), holder)
        .ifPresent(
            wait -> {
              throw new QuotaProblem(code, wait);
            });
  }
}
