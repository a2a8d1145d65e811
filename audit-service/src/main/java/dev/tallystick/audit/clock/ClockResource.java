package dev.tallystick.audit.clock;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.Timestamps;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** {@code POST /v1/clock:acknowledge}: the operator's word that the clock is right again. */
@Path("/v1/clock:acknowledge")
class ClockResource {
  private final AcknowledgeClock clock;
  private final Caller caller;

  ClockResource(AcknowledgeClock clock, Caller caller) {
    this.clock = clock;
    this.caller = caller;
  }

  /** The wire form of the request. */
  @RegisterForReflection
  record RequestJson(@NotNull Instant newest) {}

  /** The wire form of the answer. */
  @RegisterForReflection
  record AnswerJson(String eventId, long index, String floor) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  @Blocking
  public AnswerJson acknowledge(@NotNull @Valid RequestJson request) {
    AcknowledgeClock.Acknowledged done =
        clock.acknowledge(request.newest().truncatedTo(ChronoUnit.MILLIS), caller.account());
    return new AnswerJson(
        done.event().toString(), done.index(), Timestamps.format(done.floor().toEpochMilli()));
  }
}
