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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The shares of parties in each other. */
@Path("/v1/ownerships")
@Tag(name = "parties")
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
  @Operation(
      operationId = "recordOwnership",
      summary = "Record a share of one party in another",
      description = "From 5 percent on with the reference of an approval (R62).")
  @APIResponse(
      responseCode = "201",
      description = "The share is recorded.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PartyLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response record(@NotNull @Valid OwnershipRequestJson request) {
    String by = caller.requireParty();
    return Response.status(Response.Status.CREATED)
        .entity(PartyLoggedJson.of(request.held(), ownerships.record(request.toData(), by)))
        .build();
  }
}
