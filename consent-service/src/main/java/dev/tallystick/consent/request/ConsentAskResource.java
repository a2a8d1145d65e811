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

/** Requests for consents, between parties and persons. */
@Path("/v1")
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
  public Response ask(@NotNull @Valid ConsentAskRequestJson request) {
    ConsentAsk ask = askForConsent.ask(request, caller.requireParty(), ids.draw("crq"));
    return created(asks.shown(ask));
  }

  @GET
  @Path("me/consent-requests")
  @RolesAllowed("citizen")
  public ConsentAsksJson list() {
    return new ConsentAsksJson(
        asks.open(caller.requireSubject()).stream().map(asks::shown).toList());
  }

  @POST
  @Path("consent-requests/{id}/refusal")
  @RolesAllowed("citizen")
  @Idempotent
  public Response refuse(@PathParam("id") @Pattern(regexp = "crq_" + FieldForms.UUID7) String id) {
    return created(RefusalLoggedJson.of(refuseConsent.refuse(id, caller.requireSubject())));
  }

  private static Response created(Object answer) {
    return Response.status(Response.Status.CREATED).entity(answer).build();
  }
}
