package dev.tallystick.consent.request;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.Ids;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Requests for consents, between parties and persons. */
@Path("/v1")
@Tag(name = "consents")
class ConsentAskResource {
  private final AskForConsent askForConsent;
  private final RefuseConsent refuseConsent;
  private final OpenAsks asks;
  private final Caller caller;
  private final Ids ids;

  ConsentAskResource(
      AskForConsent askForConsent,
      RefuseConsent refuseConsent,
      OpenAsks asks,
      Caller caller,
      Ids ids) {
    this.askForConsent = askForConsent;
    this.refuseConsent = refuseConsent;
    this.asks = asks;
    this.caller = caller;
    this.ids = ids;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("consent-requests")
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  @Operation(
      operationId = "askForConsent",
      summary = "Ask a person for a consent",
      description =
          "The answer is the object that the person is shown, in the shape of an authorization details object"
              + " (RFC 9396). After a no the same is not asked again for as long as the rule pack says (R18).")
  @APIResponse(
      responseCode = "201",
      description = "The person is asked.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ConsentAskJson.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "429", ref = "problem")
  public Response ask(@NotNull @Valid ConsentAskRequestJson request) {
    ConsentAsk ask = askForConsent.ask(request, caller.requireParty(), ids.draw("crq"));
    return created(asks.shown(ask));
  }

  @GET
  @Path("me/consent-requests")
  @RolesAllowed("citizen")
  @Operation(
      operationId = "listMyConsentRequests",
      summary = "What I am asked for",
      description =
          "And have neither agreed to nor refused, for 30 days. To agree, give the consent on the notice.")
  @APIResponse(responseCode = "200", description = "The open requests, the oldest first.")
  public ConsentAsksJson list() {
    return new ConsentAsksJson(
        asks.open(caller.requireSubject()).stream().map(asks::shown).toList());
  }

  @POST
  @Path("consent-requests/{id}/refusal")
  @RolesAllowed("citizen")
  @Idempotent
  @Operation(
      operationId = "refuseConsent",
      summary = "Say no to a request",
      description = "Needs no reason.")
  @APIResponse(
      responseCode = "201",
      description = "The no is in the log.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RefusalLoggedJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  public Response refuse(
      @Parameter(description = "The request's id")
          @PathParam("id")
          @Pattern(regexp = "crq_" + FieldForms.UUID7) String id) {
    return created(RefusalLoggedJson.of(refuseConsent.refuse(id, caller.requireSubject())));
  }

  private static Response created(Object answer) {
    return Response.status(Response.Status.CREATED).entity(answer).build();
  }
}
