package dev.tallystick.consent.party;

import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The shares of parties in each other. */
@Path("/v1/ownerships")
class OwnershipResource {
  private final Ownerships ownerships;
  private final Caller caller;

  OwnershipResource(Ownerships ownerships, Caller caller) {
    this.ownerships = ownerships;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("regulator")
  @Idempotent
  public Response record(@NotNull @Valid OwnershipRequestJson request) {
    String by = caller.requireParty();
    return Response.status(Response.Status.CREATED)
        .entity(PartyLoggedJson.of(request.held(), ownerships.record(request.toData(), by)))
        .build();
  }
}
