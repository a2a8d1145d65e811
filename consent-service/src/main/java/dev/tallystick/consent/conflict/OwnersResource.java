package dev.tallystick.consent.conflict;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.FieldForms;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/parties/{id}/owners}: for everybody who may wonder whose a bureau is. */
@Path("/v1/parties/{id}/owners")
@Tag(name = "parties")
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
  @Operation(
      operationId = "getOwners",
      summary = "Who owns a party, through others too",
      description = "The largest first. What a person should see before agreeing (R62).")
  @APIResponse(responseCode = "200", description = "The owners.")
  @APIResponse(responseCode = "404", ref = "problem")
  public OwnersJson get(
      @Parameter(description = "The party's id")
          @PathParam("id")
          @Pattern(regexp = FieldForms.PARTY) String id) {
    State seen = state.current();
    if (seen.party(id).filter(Party::isRegistered).isEmpty()) {
      throw ConsentProblemCode.PARTY_UNKNOWN.problem();
    }
    return OwnersJson.of(
        id,
        new Ownership(seen).ownersOf(id),
        OwnershipRules.conflicts(seen, id, "", clock.instant(), packs),
        seen.size());
  }
}
