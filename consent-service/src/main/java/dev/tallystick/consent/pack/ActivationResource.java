package dev.tallystick.consent.pack;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.ApprovalJson;
import dev.tallystick.approvals.CurrentPerson;
import dev.tallystick.approvals.PrivilegedActs;
import dev.tallystick.caller.Caller;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.rules.pack.Pack;
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
import java.util.Optional;

/** {@code POST /v1/packs/{id}/activation}: the first of the two persons that it takes. */
@Path("/v1/packs/{id}/activation")
class ActivationResource {
  private final Packs packs;
  private final ActivatePack activation;
  private final Caller caller;
  private final CurrentPerson current;
  private final PrivilegedActs acts;

  ActivationResource(
      Packs packs,
      ActivatePack activation,
      Caller caller,
      CurrentPerson current,
      PrivilegedActs acts) {
    this.packs = packs;
    this.activation = activation;
    this.caller = caller;
    this.current = current;
    this.acts = acts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("regulator")
  @Idempotent
  public Response activate(
      @PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id,
      @NotNull @Valid ActivationJson request) {
    String unusedParty = caller.requireParty();
    ActingPerson person = current.get();
    acts.count(person);
    Pack pack = packs.get(id, Optional.ofNullable(request.digest()));
    return Response.accepted(
            ApprovalJson.of(activation.propose(pack, request.effectiveFrom(), person)))
        .type(MediaType.APPLICATION_JSON)
        .build();
  }
}
