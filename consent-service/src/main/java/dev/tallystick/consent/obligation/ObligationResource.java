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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Duties with a date, and how far parties say they are. */
@Path("/v1/obligations")
@Tag(name = "duties")
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
  @Operation(
      operationId = "setObligation",
      summary = "Set a duty with a date for some parties",
      description = "It stands on the public scoreboard from then on, with each of them by name.")
  @APIResponse(
      responseCode = "201",
      description = "The obligation is set.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObligationLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response set(@NotNull @Valid ObligationRequestJson request) {
    Obligations.Set set = obligations.set(request, caller.requireParty());
    return created(ObligationLoggedJson.of(set.obligation(), set.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/reports")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  @Operation(
      operationId = "reportObligation",
      summary = "Say how far you are",
      description =
          "Openly, or first as a commitment that is opened once every party has said something, or on the day.")
  @APIResponse(
      responseCode = "201",
      description = "The report is in the log.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObligationLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response report(
      @Parameter(description = "The obligation's id")
          @PathParam("id")
          @Pattern(regexp = "obl_" + FieldForms.UUID7) String id,
      @NotNull @Valid ObligationReportJson report) {
    return created(
        ObligationLoggedJson.of(id, obligations.report(id, caller.requireParty(), report)));
  }

  private static Response created(ObligationLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
