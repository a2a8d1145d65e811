package dev.tallystick.vault.objection;

import dev.tallystick.caller.Caller;
import dev.tallystick.quota.NeverRefused;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Objecting to a record, and answering. */
@Path("/v1")
class ObjectionResource {
  private final Objections objections;
  private final Caller caller;

  ObjectionResource(Objections objections, Caller caller) {
    this.objections = objections;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/objections")
  @NeverRefused
  @RolesAllowed("citizen")
  @ResponseStatus(201)
  public ObjectionJson file(@NotNull @Valid FileObjectionJson request) {
    return ObjectionJson.of(
        objections.file(caller.requireSubject(), request.records(), request.statement()));
  }

  @GET
  @Path("me/objections")
  @RolesAllowed("citizen")
  public ObjectionsJson mine() {
    return ObjectionsJson.of(objections.of(caller.requireSubject()));
  }

  @GET
  @Path("objections")
  @RolesAllowed("platform")
  public ObjectionsJson open() {
    return ObjectionsJson.of(objections.openFor(caller.requireParty()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("objections/{id}/answer")
  @RolesAllowed("platform")
  public ObjectionJson answer(
      @PathParam("id") @Pattern(regexp = "obj_[0-9a-f-]{36}") String id,
      @NotNull @Valid ResolveObjectionJson answer) {
    return ObjectionJson.of(
        objections.resolve(
            caller.requireParty(),
            id,
            Objection.Outcome.valueOf(answer.outcome()),
            answer.answer(),
            answer.toCorrections()));
  }
}
