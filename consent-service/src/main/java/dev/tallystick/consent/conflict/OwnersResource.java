package dev.tallystick.consent.conflict;

import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.Ownership;
import dev.tallystick.rules.OwnershipRules;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;

/** {@code GET /v1/parties/{id}/owners}: for everybody who may wonder whose a bureau is. */
@Path("/v1/parties/{id}/owners")
class OwnersResource {
  private final LiveState state;
  private final Packs packs;
  private final Clock clock;

  OwnersResource(LiveState state, Packs packs, Clock clock) {
    this.state = state;
    this.packs = packs;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({"citizen", "platform", "bureau", "lender", "auditor", "regulator"})
  public OwnersJson get(@PathParam("id") @Pattern(regexp = FieldForms.PARTY) String id) {
    State seen = state.current();
    if (seen.party(id).filter(Party::isRegistered).isEmpty()) {
      throw PartyProblemCode.PARTY_UNKNOWN.problem();
    }
    return OwnersJson.of(
        id,
        new Ownership(seen).ownersOf(id),
        OwnershipRules.conflicts(seen, id, "", clock.instant(), packs),
        seen.size());
  }
}
