package dev.tallystick.consent.conflict;

import dev.tallystick.consent.conflict.OwnershipGraphJson.ConflictJson;
import dev.tallystick.consent.conflict.OwnershipGraphJson.ShareJson;
import dev.tallystick.consent.pack.Packs;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.rules.OwnershipRules;
import dev.tallystick.rules.state.Holding;
import dev.tallystick.rules.state.Party;
import dev.tallystick.rules.state.State;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code GET /v1/ownerships}: all shares at once, for those who look for conflicts. */
@Path("/v1/ownerships")
class OwnershipGraphResource {
  private final LiveState state;
  private final Packs packs;
  private final Clock clock;

  OwnershipGraphResource(LiveState state, Packs packs, Clock clock) {
    this.state = state;
    this.packs = packs;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({"regulator", "auditor"})
  public OwnershipGraphJson get() {
    State seen = state.current();
    return new OwnershipGraphJson(
        seen.parties().stream()
            .flatMap(party -> party.owners().stream())
            .filter(share -> share.basisPoints() > 0)
            .sorted(Comparator.comparing(Holding::held).thenComparing(Holding::holder))
            .map(OwnershipGraphResource::share)
            .toList(),
        bureaus(seen).flatMap(bureau -> conflicts(seen, bureau).stream()).toList(),
        seen.size());
  }

  private static Stream<Party> bureaus(State seen) {
    return seen.parties().stream()
        .filter(party -> party.role().filter("BUREAU"::equals).isPresent())
        .sorted(Comparator.comparing(Party::id));
  }

  private List<ConflictJson> conflicts(State seen, Party bureau) {
    return OwnershipRules.conflicts(seen, bureau.id(), "", clock.instant(), packs).stream()
        .map(stake -> new ConflictJson(bureau.id(), stake.holder(), stake.basisPoints()))
        .toList();
  }

  private static ShareJson share(Holding share) {
    return new ShareJson(
        share.holder(),
        share.held(),
        share.basisPoints(),
        share.since(),
        share.approvalRef().orElse(null));
  }
}
