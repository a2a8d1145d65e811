package dev.tallystick.quota;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Notes that no quota applies. */
@Provider
@NeverRefused
@Priority(Priorities.AUTHORIZATION + 100)
public final class NeverRefusedFilter implements ContainerRequestFilter {
  private static final String MARK = NeverRefusedFilter.class.getName();

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(MARK, true);
  }

  static boolean applies(ContainerRequestContext request) {
    return request.getProperty(MARK) != null;
  }
}
