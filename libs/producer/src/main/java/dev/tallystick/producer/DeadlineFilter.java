package dev.tallystick.producer;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Notes how long the caller of a request waits for its answer. */
@Provider
public class DeadlineFilter implements ContainerRequestFilter {
  private final RequestDeadline deadline;

  DeadlineFilter(RequestDeadline deadline) {
    this.deadline = deadline;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    deadline.take(request.getHeaderString(Deadline.HEADER));
  }
}
