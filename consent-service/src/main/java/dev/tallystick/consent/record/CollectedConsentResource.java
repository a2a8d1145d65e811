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

/** Consents that parties have collected themselves. */
@Path("/v1/consents/collected")
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
  public Response present(@NotNull @Valid CollectedConsentJson request) {
    GiveConsent.Given given = collected.take(request, caller.requireParty());
    return Response.status(Response.Status.CREATED)
        .entity(ConsentGivenJson.of(given, receipts.sign(given, request.subject())))
        .build();
  }
}
