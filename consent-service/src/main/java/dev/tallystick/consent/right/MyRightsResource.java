package dev.tallystick.consent.right;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.state.LiveState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Comparator;

/** The rights that a person has asked for, and the person's wish about kin. */
@Path("/v1")
class MyRightsResource {
  private final RightProjection rights;
  private final KinWishRepository wishes;
  private final LiveState state;
  private final Caller caller;
  private final Clock clock;

  MyRightsResource(
      RightProjection rights,
      KinWishRepository wishes,
      LiveState state,
      Caller caller,
      Clock clock) {
    this.rights = rights;
    this.wishes = wishes;
    this.state = state;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @Path("me/rights")
  @RolesAllowed("citizen")
  public RightsJson list() {
    String subject = caller.requireSubject();
    return new RightsJson(
        state.current().tokensOf(subject).stream()
            .flatMap(token -> rights.of(token).stream())
            .sorted(Comparator.comparingLong(RightProjection.Right::index))
            .map(RightJson::of)
            .toList());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/kin-wish")
  @RolesAllowed("citizen")
  public void wish(@NotNull @Valid KinWishJson wish) {
    wishes.put(caller.requireSubject(), wish.kinMayAct(), clock.instant());
  }
}
