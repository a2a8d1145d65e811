package dev.tallystick.consent.right;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;

/** The rights that a person has asked for, and the person's wish about kin. */
@Path("/v1")
class MyRightsResource {
  private final ReadRights rights;
  private final KinWishRepository wishes;
  private final Caller caller;
  private final Clock clock;

  MyRightsResource(ReadRights rights, KinWishRepository wishes, Caller caller, Clock clock) {
    this.rights = rights;
    this.wishes = wishes;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("me/rights")
  @RolesAllowed("citizen")
  public RightsJson list() {
    return rights.of(caller.requireSubject());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/kin-wish")
  @RolesAllowed("citizen")
  public void wish(@NotNull @Valid KinWishJson wish) {
    wishes.put(caller.requireSubject(), wish.kinMayAct(), clock.instant());
  }
}
