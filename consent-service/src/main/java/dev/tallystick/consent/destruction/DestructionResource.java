package dev.tallystick.consent.destruction;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.log.LoggedJson;
import dev.tallystick.idempotency.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;

/** {@code POST /v1/destructions}: a holder certifies that it has destroyed what it got. */
@Path("/v1/destructions")
class DestructionResource {
  private static final String REGULATOR = "regulator";

  private final CertifyDestruction certify;
  private final Caller caller;

  DestructionResource(CertifyDestruction certify, Caller caller) {
    this.certify = certify;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"platform", "bureau", "lender", REGULATOR})
  @Idempotent
  public Response certify(@NotNull @Valid DestructionJson destruction) {
    String by = caller.requireParty();
    boolean regulator = caller.hasRole(REGULATOR);
    String holder = Objects.requireNonNullElse(destruction.party(), by);
    if (!regulator) {
      caller.requireParty(holder);
    }
    return Response.status(Response.Status.CREATED)
        .entity(LoggedJson.of(certify.log(holder, destruction, regulator)))
        .build();
  }
}
