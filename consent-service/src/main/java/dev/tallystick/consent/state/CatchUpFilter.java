package dev.tallystick.consent.state;

import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.producer.Deadline;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Has a request that changes something judged by what other replicas have logged before it came:
 * one registers a party, and the other takes its key a moment later.
 *
 * <p>If the log does not answer, the request goes on with what is known here. What must not be
 * judged by that asks for a fresh state itself, and what may not wait for the log, as a withdrawal,
 * does not.
 */
@Provider
@Idempotent
@Priority(Priorities.USER + 100)
class CatchUpFilter implements ContainerRequestFilter {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Made at the first request: filters are there before the settings are. */
  private final Instance<LiveState> state;

  CatchUpFilter(Instance<LiveState> state) {
    this.state = state;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    boolean unused = state.get().catchUp(Deadline.atMost(PATIENCE));
  }
}
