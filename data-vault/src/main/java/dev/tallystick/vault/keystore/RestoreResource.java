package dev.tallystick.vault.keystore;

import dev.tallystick.approvals.ActingPerson;
import dev.tallystick.approvals.CurrentPerson;
import dev.tallystick.approvals.PrivilegedActs;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code POST /v1/keys:restore}: the first of the two persons that it takes. */
@Path("/v1/keys:restore")
class RestoreResource {
  private final RestoreKeys keys;
  private final CurrentPerson current;
  private final PrivilegedActs acts;

  RestoreResource(RestoreKeys keys, CurrentPerson current, PrivilegedActs acts) {
    this.keys = keys;
    this.current = current;
    this.acts = acts;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("operator")
  public Response restore(@NotNull @Valid KeystoreRestoreRequestJson request) {
    ActingPerson person = current.get();
    acts.count(person);
    RestorePlan plan = keys.look();
    if (request.dryRun()) {
      return json(Response.Status.OK, KeystoreRestoreJson.of(plan, Optional.empty()));
    }
    return json(
        Response.Status.ACCEPTED,
        KeystoreRestoreJson.of(plan, Optional.of(keys.propose(plan, person))));
  }

  private static Response json(Response.Status status, KeystoreRestoreJson body) {
    return Response.status(status).entity(body).type(MediaType.APPLICATION_JSON).build();
  }
}
