package dev.tallystick.vault.right;

import dev.tallystick.caller.Caller;
import dev.tallystick.quota.NeverRefused;
import dev.tallystick.vault.link.JudgeLinkClaim;
import dev.tallystick.vault.link.LinkClaim;
import dev.tallystick.vault.link.LinkedTokens;
import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeSet;

/** A person and what platforms claim about their identifiers. */
@Path("/v1/me/identity-claims")
@RolesAllowed("citizen")
class MyIdentityClaimsResource {
  private static final String CLAIM_ID = "clm_[0-9a-f-]{36}";

  private final JudgeLinkClaim judgement;
  private final LinkedTokens links;
  private final FreshIdentity identity;
  private final Caller caller;

  MyIdentityClaimsResource(
      JudgeLinkClaim judgement, LinkedTokens links, FreshIdentity identity, Caller caller) {
    this.judgement = judgement;
    this.links = links;
    this.identity = identity;
    this.caller = caller;
  }

  @GET
  public MyIdentityClaimsJson list() {
    Set<String> tokens = tokens();
    return new MyIdentityClaimsJson(
        judgement.about(tokens).stream().map(claim -> json(claim, tokens)).toList());
  }

  @POST
  @Path("{id}/confirmation")
  public MyIdentityClaimJson confirm(@PathParam("id") @Pattern(regexp = CLAIM_ID) String id) {
    Set<String> tokens = tokens();
    identity.require(caller.authenticatedAt(), VaultProblemCode.IDENTITY_NOT_VERIFIED);
    return json(judgement.confirm(id, caller.provedSubjects()), tokens);
  }

  @POST
  @Path("{id}/dispute")
  @NeverRefused
  public MyIdentityClaimJson dispute(@PathParam("id") @Pattern(regexp = CLAIM_ID) String id) {
    Set<String> tokens = tokens();
    return json(judgement.dispute(id, tokens), tokens);
  }

  @POST
  @Path("{id}/unlinking")
  @Consumes(MediaType.APPLICATION_JSON)
  @NeverRefused
  public MyIdentityClaimJson unlink(
      @PathParam("id") @Pattern(regexp = CLAIM_ID) String id, @NotNull @Valid UnlinkJson why) {
    Set<String> tokens = tokens();
    return json(judgement.unlink(id, tokens, why.toReason()), tokens);
  }

  /** Every token that the person has proved, or that is linked to theirs. */
  private Set<String> tokens() {
    Set<String> tokens = new TreeSet<>(links.of(caller.requireSubject()));
    tokens.addAll(caller.provedSubjects());
    return tokens;
  }

  private MyIdentityClaimJson json(LinkClaim claim, Set<String> tokens) {
    return MyIdentityClaimJson.of(claim, tokens, caller.provedSubjects());
  }
}
