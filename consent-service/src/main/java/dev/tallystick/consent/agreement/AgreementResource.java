package dev.tallystick.consent.agreement;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.GroundJson;
import dev.tallystick.consent.PartyProblemCode;
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

/** Agreements between parties. */
@Path("/v1/agreements")
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
  public Response file(@NotNull @Valid AgreementRequestJson request) {
    String by = caller.requireParty();
    if (!caller.hasRole(REGULATOR) && !by.equals(request.receiver())) {
      caller.requireParty(request.provider());
    }
    if (!request.validFrom().isBefore(request.validTo())) {
      throw PartyProblemCode.PERIOD_INVALID.problem();
    }
    Agreements.Filed filed = agreements.file(request.toAgreement(caller.hasRole(REGULATOR)), by);
    return created(AgreementLoggedJson.of(request.agreement(), filed.version(), filed.logged()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/termination")
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  @Idempotent
  public Response terminate(
      @PathParam("id") @Pattern(regexp = "agr_" + FieldForms.UUID7) String id,
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
