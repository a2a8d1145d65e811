package dev.tallystick.consent.replay;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.quota.OnlyReads;
import dev.tallystick.rules.pack.Pack;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code POST /v1/replays}: for the authority, before it activates a pack. */
@Path("/v1/replays")
class ReplayResource {
  private final Replays replays;
  private final Packs packs;
  private final Caller caller;

  ReplayResource(Replays replays, Packs packs, Caller caller) {
    this.replays = replays;
    this.packs = packs;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @OnlyReads
  @RolesAllowed("regulator")
  public ReplayReportJson replay(@NotNull @Valid ReplayRequestJson request) {
    caller.requireParty();
    Pack pack = packs.get(request.pack(), Optional.ofNullable(request.digest()));
    Replays.Replayed replayed =
        replays.replay(pack, request.from(), request.to(), LiveState.followed());
    return ReplayReportJson.of(replayed.report(), replayed.asOfSize());
  }
}
