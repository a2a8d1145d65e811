package dev.tallystick.consent.right;

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

/** Rights: asked for by persons or who may act for them, answered by parties. */
@Path("/v1")
@Tag(name = "rights", description = "What persons may ask of parties, and the answers.")
class RightResource {
  private final RequestRight requestRight;
  private final AnswerRight answerRight;
  private final Caller caller;

  RightResource(RequestRight requestRight, AnswerRight answerRight, Caller caller) {
    this.requestRight = requestRight;
    this.answerRight = answerRight;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("rights")
  @RolesAllowed("citizen")
  @Idempotent
  @Operation(
      operationId = "requestRight",
      summary = "Ask a party for a right",
      description =
          "In one's own name, or for another: next of kin and representatives give evidence, and no kin acts"
              + " against a wish of the person (R49).")
  @APIResponse(
      responseCode = "201",
      description = "The request is in the log; the clock runs.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RightLoggedJson.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response request(@NotNull @Valid RightRequestJson request) {
    RequestRight.Requested requested = requestRight.request(request, caller.requireSubject());
    return created(RightLoggedJson.of(requested.right(), requested.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("rights/{id}/refusal")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  @Operation(
      operationId = "refuseRight",
      summary = "Refuse a right",
      description = "With a reason and where to complain (R44).")
  @APIResponse(
      responseCode = "201",
      description = "The refusal is in the log.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RightLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response refuse(
      @Parameter(description = "The request's id")
          @PathParam("id")
          @Pattern(regexp = "rgt_" + FieldForms.UUID7) String id,
      @NotNull @Valid RightRefusalJson refusal) {
    return created(RightLoggedJson.of(id, answerRight.refuse(id, caller.requireParty(), refusal)));
  }

  @POST
  @Path("rights/{id}/fulfilment")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  @Operation(operationId = "fulfilRight", summary = "Say that a right was granted and done")
  @APIResponse(
      responseCode = "201",
      description = "The answer is in the log.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RightLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  public Response fulfil(
      @Parameter(description = "The request's id")
          @PathParam("id")
          @Pattern(regexp = "rgt_" + FieldForms.UUID7) String id) {
    return created(RightLoggedJson.of(id, answerRight.fulfil(id, caller.requireParty())));
  }

  private static Response created(RightLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
