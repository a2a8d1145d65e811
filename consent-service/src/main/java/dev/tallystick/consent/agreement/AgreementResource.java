package dev.tallystick.consent.agreement;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.GroundJson;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.rules.state.Agreement;
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

/** Agreements between parties. */
@Path("/v1/agreements")
@Tag(name = "agreements", description = "What providers and receivers have agreed on, both signed.")
class AgreementResource {
  private static final String REGULATOR = "regulator";

  private final Agreements agreements;
  private final Caller caller;

  AgreementResource(Agreements agreements, Caller caller) {
    this.agreements = agreements;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  @Idempotent
  @Operation(
      operationId = "fileAgreement",
      summary = "File an agreement, or its next version",
      description =
          "By the provider, the receiver or the regulator; both sides have signed it. One by which a closing"
              + " bureau hands over (EXIT) is presented by the regulator, with the approval's number (R09).")
  @APIResponse(
      responseCode = "201",
      description = "The agreement is filed.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AgreementLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response file(@NotNull @Valid AgreementRequestJson request) {
    String by = caller.requireParty();
    if (!caller.hasRole(REGULATOR) && !by.equals(request.receiver())) {
      caller.requireParty(request.provider());
    }
    if (!request.validFrom().isBefore(request.validTo())) {
      throw ConsentProblemCode.PERIOD_INVALID.problem();
    }
    Agreements.Filed filed = agreements.file(request.toAgreement(caller.hasRole(REGULATOR)), by);
    return created(AgreementLoggedJson.of(request.agreement(), filed.version(), filed.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/termination")
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  @Idempotent
  @Operation(
      operationId = "terminateAgreement",
      summary = "End an agreement",
      description = "By either side or the regulator; in force for whatever is not logged yet.")
  @APIResponse(
      responseCode = "201",
      description = "The agreement is terminated.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AgreementLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  public Response terminate(
      @Parameter(description = "The agreement's id")
          @PathParam("id")
          @Pattern(regexp = "agr_" + FieldForms.UUID7) String id,
      @NotNull @Valid GroundJson request) {
    String by = caller.requireParty();
    Agreement agreement = agreements.getOwn(id, by, caller.hasRole(REGULATOR));
    return created(
        AgreementLoggedJson.of(
            id, agreement.version(), agreements.terminate(agreement, request.ground(), by)));
  }

  private static Response created(AgreementLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
