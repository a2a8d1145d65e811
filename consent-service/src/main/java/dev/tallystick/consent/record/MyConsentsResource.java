package dev.tallystick.consent.record;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.state.State;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;

/** The person's own consents. */
@Path("/v1")
@RolesAllowed("citizen")
class MyConsentsResource {
  private final Consents consents;
  private final LiveState state;
  private final Caller caller;
  private final Clock clock;

  MyConsentsResource(Consents consents, LiveState state, Caller caller, Clock clock) {
    this.consents = consents;
    this.state = state;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("me/consents")
  public ConsentsJson list() {
    String subject = caller.requireSubject();
    State seen = state.current();
    Instant now = clock.instant();
    return new ConsentsJson(
        consents.list(seen, subject).stream()
            .map(consent -> ConsentJson.of(consent, seen, now))
            .toList(),
        seen.size());
  }
}
