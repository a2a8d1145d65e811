package dev.tallystick.consent.filing;

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

/** The filings of parties about themselves. */
@Path("/v1")
class FilingResource {
  private final FilePlanOrAssessment filings;
  private final Caller caller;

  FilingResource(FilePlanOrAssessment filings, Caller caller) {
    this.filings = filings;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("plans")
  @RolesAllowed({"bureau", "lender"})
  @Idempotent
  public Response plan(@NotNull @Valid PlanRequestJson request) {
    FilePlanOrAssessment.Filed filed = filings.plan(request, caller.requireParty());
    return created(FilingLoggedJson.of(filed.id(), filed.version(), filed.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("assessments")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  public Response assessment(@NotNull @Valid AssessmentRequestJson request) {
    FilePlanOrAssessment.Filed filed = filings.assessment(request, caller.requireParty());
    return created(FilingLoggedJson.of(filed.id(), null, filed.logged()));
  }

  private static Response created(FilingLoggedJson filed) {
    return Response.status(Response.Status.CREATED).entity(filed).build();
  }
}
