package dev.tallystick.quota;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Notes that nothing is added. */
@Provider
@OnlyReads
@Priority(Priorities.AUTHORIZATION + 100)
public final class OnlyReadsFilter implements ContainerRequestFilter {
  private static final String MARK = OnlyReadsFilter.class.getName();
  private static final Set<String> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(MARK, true);
  }

  static boolean applies(ContainerRequestContext request) {
    return READING.contains(request.getMethod()) || request.getProperty(MARK) != null;
  }
}
