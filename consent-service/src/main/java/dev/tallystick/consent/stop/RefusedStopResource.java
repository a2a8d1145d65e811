package dev.tallystick.consent.stop;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.events.EventId;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Stops that the log has refused for good, for an operator to settle. */
@Path("/v1/refused-stops")
@RolesAllowed("operator")
class RefusedStopResource {
  private static final int PAGE = 500;

  private final LocalStopRepository stops;
  private final SettleStop settleStop;
  private final Caller caller;

  RefusedStopResource(LocalStopRepository stops, SettleStop settleStop, Caller caller) {
    this.stops = stops;
    this.settleStop = settleStop;
    this.caller = caller;
  }

  @GET
  public RefusedStopsJson list() {
    return RefusedStopsJson.of(stops.refused(PAGE));
  }

  @POST
  @Path("{id}/settlement")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  public Response settle(
      @PathParam("id") @Pattern(regexp = FieldForms.UUID7) String id,
      @NotNull @Valid StopSettlementJson request) {
    EventId refused = EventId.fromString(id);
    SettleStop.By by = new SettleStop.By(caller.account(), request.ticket());
    StopSettledJson settled =
        StopSettledJson.of(
            id,
            request.manner().equals("SAY_ANEW")
                ? settleStop.sayAnew(refused, by)
                : Optional.of(settleStop.nothingLeft(refused, by)));
    return Response.status(settled.index() == null ? 202 : 201).entity(settled).build();
  }
}
