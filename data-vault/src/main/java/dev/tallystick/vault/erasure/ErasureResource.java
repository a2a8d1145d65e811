package dev.tallystick.vault.erasure;

import dev.tallystick.caller.Caller;
import dev.tallystick.quota.NeverRefused;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.right.FreshIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** A person has what is kept about them erased. */
@Path("/v1/me/erasures")
@RolesAllowed("citizen")
class ErasureResource {
  private final EraseLinkedTokens erasures;
  private final PreviewErasure preview;
  private final FreshIdentity identity;
  private final Caller caller;

  ErasureResource(
      EraseLinkedTokens erasures, PreviewErasure preview, FreshIdentity identity, Caller caller) {
    this.erasures = erasures;
    this.preview = preview;
    this.identity = identity;
    this.caller = caller;
  }

  @POST
  @NeverRefused
  @Consumes(MediaType.APPLICATION_JSON)
  public Response erase(@NotNull @Valid ErasureRequestJson request) {
    String subject = caller.requireSubject();
    identity.require(caller.authenticatedAt(), VaultProblemCode.FRESH_LOGIN_REQUIRED);
    Optional<String> provider = request.toProvider();
    Wish wish = request.toWish();
    if (request.toConfirmation().isEmpty()) {
      return Response.ok(preview.preview(subject, provider, wish)).build();
    }
    PreviewErasure.require(subject, provider, wish, request.toConfirmation().get());
    PersonErasure erasure = erasures.erase(subject, provider, wish);
    return Response.status(Response.Status.ACCEPTED).entity(ErasureJson.of(erasure)).build();
  }

  @GET
  public ErasuresJson list() {
    return ErasuresJson.of(erasures.of(caller.requireSubject()));
  }
}
