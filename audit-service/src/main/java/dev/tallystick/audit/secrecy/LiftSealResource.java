package dev.tallystick.audit.secrecy;

import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.type.EntryUnsealed;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * {@code POST /v1/seals/{index}/openings}: an authority opens a seal of its own before its time.
 */
@Path("/v1/seals/{index}/openings")
class LiftSealResource {
  private final WatchSeals seals;
  private final Caller caller;

  LiftSealResource(WatchSeals seals, Caller caller) {
    this.seals = seals;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed("regulator")
  @Blocking
  public Response lift(
      @PathParam("index") @Min(0) long index, @NotNull @Valid LiftedSealJson request) {
    String authority =
        caller.party().orElseThrow(() -> AuditProblem.of(AuditProblemCode.SECRECY_NOT_ALLOWED));
    long opened = seals.lift(index, authority, EntryUnsealed.Reason.valueOf(request.reason()));
    return Response.status(Response.Status.CREATED)
        .entity("{\"index\":" + opened + "}")
        .type(MediaType.APPLICATION_JSON)
        .build();
  }
}
