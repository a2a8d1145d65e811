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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The filings of parties about themselves. */
@Path("/v1")
@Tag(name = "filings", description = "Plans and assessments that decisions ask for.")
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
  @Operation(
      operationId = "filePlan",
      summary = "File what you collect, or with whom you work",
      description =
          "A bureau's collection plan (R08) or a lender's list of partners (R07). It counts whole from its"
              + " instant on, in place of the one of its kind before.")
  @APIResponse(
      responseCode = "201",
      description = "The plan is filed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FilingLoggedJson.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response plan(@NotNull @Valid PlanRequestJson request) {
    FilePlanOrAssessment.Filed filed = filings.plan(request, caller.requireParty());
    return created(FilingLoggedJson.of(filed.id(), filed.version(), filed.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("assessments")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  @Operation(
      operationId = "fileAssessment",
      summary = "File an impact assessment",
      description =
          "Needed before the first release over an edge (R50), and with a mechanism before anything goes"
              + " abroad (R32).")
  @APIResponse(
      responseCode = "201",
      description = "The assessment is filed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = FilingLoggedJson.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response assessment(@NotNull @Valid AssessmentRequestJson request) {
    FilePlanOrAssessment.Filed filed = filings.assessment(request, caller.requireParty());
    return created(FilingLoggedJson.of(filed.id(), null, filed.logged()));
  }

  private static Response created(FilingLoggedJson filed) {
    return Response.status(Response.Status.CREATED).entity(filed).build();
  }
}
