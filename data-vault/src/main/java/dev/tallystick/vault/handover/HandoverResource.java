package dev.tallystick.vault.handover;

import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code POST /v1/handovers}: what a party has sealed itself is logged before it leaves. */
@Path("/v1/handovers")
class HandoverResource {
  private final LogHandover handovers;
  private final Caller caller;

  HandoverResource(LogHandover handovers, Caller caller) {
    this.handovers = handovers;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({"platform", "bureau", "lender"})
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response handOver(@NotNull @Valid HandoverJson handover) {
    LogHandover.Logged logged =
        handovers.log(
            caller.requireParty(), caller.client(), handover.request(), handover.sellerSignature());
    return Response.ok(CanonicalJson.text(logged.toJson()), MediaType.APPLICATION_JSON).build();
  }
}
