package dev.tallystick.quota;

import jakarta.enterprise.context.ApplicationScoped;

/** The quotas that every service has, with the limits of this installation. */
@ApplicationScoped
class QuotaLimits {
  private final QuotaConfig config;

  QuotaLimits(QuotaConfig config) {
    this.config = config;
  }

  /** Requests of any kind. */
  Quota requests(QuotaHolder holder) {
    QuotaConfig.Requests limits = config.requests();
    return Quota.perMinute(
        "requests", holder.pick(limits.person(), limits.party(), limits.account()));
  }

  /** Requests that add something. */
  Quota appends(QuotaHolder holder) {
    QuotaConfig.Appends limits = config.appends();
    return Quota.perDay("appends", holder.pick(limits.person(), limits.party(), limits.account()));
  }
}
