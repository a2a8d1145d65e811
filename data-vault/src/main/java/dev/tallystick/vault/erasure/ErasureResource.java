package dev.tallystick.vault.erasure;

import dev.tallystick.caller.Caller;
import dev.tallystick.quota.NeverRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A person has what is kept about them erased. */
@Path("/v1/me/erasures")
@RolesAllowed("citizen")
class ErasureResource {
  private final ErasePerson erasures;
  private final Shredding shredding;
  private final RetentionHold hold;
  private final Caller caller;

  ErasureResource(ErasePerson erasures, Shredding shredding, RetentionHold hold, Caller caller) {
    this.erasures = erasures;
    this.shredding = shredding;
    this.hold = hold;
    this.caller = caller;
  }

  @POST
  @NeverRefused
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  public ErasureJson erase(@NotNull @Valid ErasureRequestJson request) {
    String subject = caller.requireSubject();
    if (request.toProvider().isPresent()) {
      hold.check(subject, request.toProvider().get(), shredding.today());
    }
    return ErasureJson.of(
        erasures.erase(
            subject, request.toProvider(), PersonErasure.Ground.PERSON_REQUEST, request.toWish()));
  }

  @GET
  public ErasuresJson list() {
    return ErasuresJson.of(erasures.of(caller.requireSubject()));
  }
}
