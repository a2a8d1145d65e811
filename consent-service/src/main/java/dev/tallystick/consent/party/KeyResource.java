package dev.tallystick.consent.party;

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

/** The keys of a party, in its own hands; the regulator may revoke one. */
@Path("/v1/parties/{id}/keys")
class KeyResource {
  private final PartyKeyRegistration registration;
  private final PartyKeyRevocation revocation;
  private final Caller caller;

  KeyResource(PartyKeyRegistration registration, PartyKeyRevocation revocation, Caller caller) {
    this.registration = registration;
    this.revocation = revocation;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", "auditor", "regulator"})
  @Idempotent
  public Response register(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid KeyRequestJson request) {
    caller.requirePartyItself(id);
    PartyKeyRegistration.NewKey key = PartyKeyRegistration.read(request);
    return created(PartyLoggedJson.ofKey(id, key.thumbprint(), registration.register(id, key)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{thumbprint}/revocation")
  @RolesAllowed({"platform", "bureau", "lender", "auditor", "regulator"})
  @Idempotent
  public Response revoke(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @PathParam("thumbprint") @Pattern(regexp = "[A-Za-z0-9_-]{43}") String thumbprint,
      @NotNull @Valid KeyRevocationJson request) {
    PartyKeyRevocation.Wanted wanted = PartyKeyRevocation.read(id, thumbprint, request);
    if (wanted.approval().isEmpty() && caller.hasRole("regulator")) {
      String by = caller.requireParty();
      return created(PartyLoggedJson.ofKey(id, thumbprint, revocation.byRegulator(wanted, by)));
    }
    caller.requirePartyItself(id);
    return created(PartyLoggedJson.ofKey(id, thumbprint, revocation.byParty(wanted)));
  }

  private static Response created(PartyLoggedJson logged) {
    return Response.status(Response.Status.CREATED).entity(logged).build();
  }
}
