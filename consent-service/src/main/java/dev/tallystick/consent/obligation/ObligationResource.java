package dev.tallystick.consent.obligation;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Duties with a date, and how far parties say they are. */
@Path("/v1/obligations")
class ObligationResource {
  private final Obligations obligations;
  private final Caller caller;

  ObligationResource(Obligations obligations, Caller caller) {
    this.obligations = obligations;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("regulator")
  @Idempotent
  public Response set(@NotNull @Valid ObligationRequestJson request) {
    Obligations.Set set = obligations.set(request, caller.requireParty());
    return created(ObligationLoggedJson.of(set.obligation(), set.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/reports")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  public Response report(
      @PathParam("id") @Pattern(regexp = "obl_" + FieldForms.UUID7) String id,
      @NotNull @Valid ObligationReportJson report) {
    return created(
        ObligationLoggedJson.of(id, obligations.report(id, caller.requireParty(), report)));
  }

  private static Response created(ObligationLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
