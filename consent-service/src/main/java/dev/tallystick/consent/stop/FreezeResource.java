package dev.tallystick.consent.stop;

import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Idempotent;
import dev.tallystick.idempotency.KeyOptional;
import dev.tallystick.quota.NeverRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The person's emergency brake. */
@Path("/v1/me/freeze")
@RolesAllowed("citizen")
class FreezeResource {
  private final SetFreeze setFreeze;
  private final LiftFreeze liftFreeze;
  private final ReadFreeze readFreeze;
  private final Caller caller;

  FreezeResource(SetFreeze setFreeze, LiftFreeze liftFreeze, ReadFreeze readFreeze, Caller caller) {
    this.setFreeze = setFreeze;
    this.liftFreeze = liftFreeze;
    this.readFreeze = readFreeze;
    this.caller = caller;
  }

  @GET
  public FreezeJson get() {
    return readFreeze.of(caller.requireSubject());
  }

  @POST
  @Idempotent
  @KeyOptional
  @Consumes(MediaType.APPLICATION_JSON)
  @NeverRefused
  public Response set(@Valid @Nullable FreezeRequestJson request) {
    Optional<String> reason = Optional.ofNullable(request).map(FreezeRequestJson::reason);
    Stopped stopped = setFreeze.set(caller.requireSubject(), reason);
    return Response.status(StoppedJson.status(stopped))
        .entity(StoppedJson.of(stopped, null))
        .build();
  }

  @POST
  @Path("lift")
  @Idempotent
  public Response lift() {
    Stopped lifted = new Stopped.Now(liftFreeze.lift(caller.requireSubject()));
    return Response.status(Response.Status.CREATED).entity(StoppedJson.of(lifted, null)).build();
  }
}
