package dev.tallystick.audit.keychange;

import dev.tallystick.audit.entry.OperatorActs;
import dev.tallystick.caller.Caller;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code POST /v1/opening-keys:rotate}: another version of the key that wraps the keys of bodies.
 */
@Path("/v1/opening-keys:rotate")
@RolesAllowed("operator")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class OpeningKekResource {
  private final RotateOpeningKek openings;
  private final OperatorActs acts;
  private final Caller caller;

  OpeningKekResource(RotateOpeningKek openings, OperatorActs acts, Caller caller) {
    this.openings = openings;
    this.acts = acts;
    this.caller = caller;
  }

  /** The wire form of what was done with the wrapping key. */
  @RegisterForReflection
  record KekJson(int version, int rewrapped, int destroyed) {}

  /** The wire form of a rotation. */
  @RegisterForReflection
  record RotationJson(@NotNull Boolean destroyEarlier) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public KekJson rotate(@NotNull @Valid RotationJson request) {
    String act = request.destroyEarlier() ? "OPENING_KEYS.DESTROY" : "OPENING_KEYS.ROTATE";
    acts.record(act, caller.account());
    RotateOpeningKek.Rotated done = openings.rotate(request.destroyEarlier());
    return new KekJson(done.version(), done.rewrapped(), done.destroyed());
  }
}
