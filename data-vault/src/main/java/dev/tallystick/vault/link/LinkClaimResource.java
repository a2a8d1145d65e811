package dev.tallystick.vault.link;

import dev.tallystick.caller.Caller;
import dev.tallystick.quota.NeverRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Platforms claim that two identifiers are one person's. */
@Path("/v1/identity-claims")
@RolesAllowed("platform")
class LinkClaimResource {
  private final ClaimLink claims;
  private final JudgeLinkClaim judgement;
  private final Caller caller;

  LinkClaimResource(ClaimLink claims, JudgeLinkClaim judgement, Caller caller) {
    this.claims = claims;
    this.judgement = judgement;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  public ClaimedJson claim(@NotNull @Valid LinkClaimsJson request) {
    String party = caller.requirePartyItself();
    return new ClaimedJson(
        claims.claim(
            caller.client(),
            party,
            request.claims().stream().map(LinkClaimJson::toAsked).toList()));
  }

  @POST
  @Path("{id}/withdrawal")
  @NeverRefused
  @ResponseStatus(204)
  public void withdraw(@PathParam("id") @Pattern(regexp = "clm_[0-9a-f-]{36}") String id) {
    judgement.withdraw(id, caller.requirePartyItself());
  }
}
