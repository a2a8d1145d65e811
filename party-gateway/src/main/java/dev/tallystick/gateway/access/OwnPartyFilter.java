package dev.tallystick.gateway.access;

import dev.tallystick.caller.Caller;
import dev.tallystick.gateway.setting.GatewaySettings;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses every token of the realm that speaks for another party than this gateway's, and those of
 * clerks, who have the pages. Roles are checked before.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public final class OwnPartyFilter implements ContainerRequestFilter {
  private final Caller caller;
  private final Instance<GatewaySettings> settings;

  /** A filter is made while the service is built, when there are no settings yet. */
  OwnPartyFilter(Caller caller, Instance<GatewaySettings> settings) {
    this.caller = caller;
    this.settings = settings;
  }

  /** For every resource: a look at the path would be one at another spelling than was routed. */
  @Override
  public void filter(ContainerRequestContext request) {
    caller.requirePartyItself(settings.get().party());
  }
}
