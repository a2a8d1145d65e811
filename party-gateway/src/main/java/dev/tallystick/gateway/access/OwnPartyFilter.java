package dev.tallystick.gateway.access;

import dev.tallystick.caller.Caller;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.web.OpenPage;
import dev.tallystick.web.Page;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses every token of the realm that speaks for another party than this gateway's, and at the
 * API those of clerks, who have the pages. Roles are checked before.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
public final class OwnPartyFilter implements ContainerRequestFilter {
  private final Caller caller;
  private final Instance<GatewaySettings> settings;
  private final Instance<PageVisitor> visitor;

  /** A filter is made while the service is built, when there are no settings yet. */
  OwnPartyFilter(Caller caller, Instance<GatewaySettings> settings, Instance<PageVisitor> visitor) {
    this.caller = caller;
    this.settings = settings;
    this.visitor = visitor;
  }

  /** For every resource: a look at the path would be one at another spelling than was routed. */
  @Override
  public void filter(ContainerRequestContext request) {
    Class<?> resource = resource(request);
    if (OpenPage.class.isAssignableFrom(resource)) {
      return;
    }
    if (Page.class.isAssignableFrom(resource)) {
      visitor.get().require();
    } else {
      caller.requirePartyItself(settings.get().party());
    }
  }

  private static Class<?> resource(ContainerRequestContext request) {
    return request instanceof ResteasyReactiveContainerRequestContext here
            && here.getServerRequestContext() instanceof ResteasyReactiveRequestContext context
        ? context.getTarget().getResourceClass()
        : Object.class;
  }
}
