package dev.tallystick.consent.record;

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

/** Consents that parties have collected themselves. */
@Path("/v1/consents/collected")
@Tag(name = "consents")
class CollectedConsentResource {
  private final CollectedConsents collected;
  private final ConsentReceipts receipts;
  private final Caller caller;

  CollectedConsentResource(CollectedConsents collected, ConsentReceipts receipts, Caller caller) {
    this.collected = collected;
    this.receipts = receipts;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender"})
  @Idempotent
  @Operation(
      operationId = "presentCollectedConsent",
      summary = "Present a consent that you have collected",
      description =
          "By the discloser or the recipient, where the rule pack lets its role collect this kind, with its"
              + " signature. The person finds it in the log and among their consents, with the name of the"
              + " collector, and can withdraw it like any other.")
  @APIResponse(
      responseCode = "201",
      description = "The consent is given.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ConsentGivenJson.class)))
  @APIResponse(responseCode = "403", ref = "problem")
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "422", ref = "problem")
  public Response present(@NotNull @Valid CollectedConsentJson request) {
    GiveConsent.Given given = collected.take(request, caller.requireParty());
    return Response.status(Response.Status.CREATED)
        .entity(ConsentGivenJson.of(given, receipts.sign(given, request.subject())))
        .build();
  }
}
