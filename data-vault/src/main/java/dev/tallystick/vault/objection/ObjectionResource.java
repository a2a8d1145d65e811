package dev.tallystick.vault.objection;

import dev.tallystick.caller.Caller;
import dev.tallystick.quota.NeverRefused;
import dev.tallystick.vault.problem.VaultProblem;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Objecting to records or releases, and answering. */
@Path("/v1")
class ObjectionResource {
  private final Objections objections;
  private final ReleaseObjections releases;
  private final Caller caller;

  ObjectionResource(Objections objections, ReleaseObjections releases, Caller caller) {
    this.objections = objections;
    this.releases = releases;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("me/objections")
  @NeverRefused
  @RolesAllowed("citizen")
  @ResponseStatus(201)
  public ObjectionJson file(@NotNull @Valid FileObjectionJson request) {
    String subject = caller.requireSubject();
    return ObjectionJson.of(
        request
            .ofRecords()
            .map(records -> objections.file(subject, records, request.statement()))
            .or(
                () ->
                    request
                        .ofReleases()
                        .map(
                            to ->
                                releases.file(
                                    subject, to.party(), to.releases(), request.statement())))
            .orElseThrow(
                () ->
                    VaultProblem.ofField(
                        VaultProblemCode.OBJECTION_PARTIES, "records", "or-releases-and-party")));
  }

  @GET
  @Path("me/objections")
  @RolesAllowed("citizen")
  public ObjectionsJson mine() {
    return ObjectionsJson.of(objections.of(caller.requireSubject()));
  }

  @GET
  @Path("objections")
  @RolesAllowed({"platform", "bureau", "lender"})
  public ObjectionsJson open() {
    return ObjectionsJson.of(objections.openFor(caller.requireParty()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("objections/{id}/answer")
  @RolesAllowed({"platform", "bureau", "lender"})
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
