package dev.tallystick.idempotency;

import dev.tallystick.problem.EnforcesRule;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Notes that a request may come without a key, before {@link IdempotencyFilter} asks for it. */
@Provider
@KeyOptional
@Priority(Priorities.AUTHORIZATION + 100)
public final class KeyOptionalFilter implements ContainerRequestFilter {
  private static final String MARK = KeyOptionalFilter.class.getName();

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(MARK, true);
  }

  /** What somebody stops is stopped without a key that they may have forgotten. */
  @EnforcesRule("R17")
  static boolean applies(ContainerRequestContext request) {
    return request.getProperty(MARK) != null;
  }
}
