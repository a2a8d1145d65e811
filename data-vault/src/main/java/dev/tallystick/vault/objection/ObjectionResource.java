package dev.tallystick.vault.objection;

import dev.tallystick.caller.Caller;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Objecting to a record, and answering. */
@Path("/v1")
@Tag(name = "objections", description = "A person says that a record is wrong.")
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
  @RolesAllowed("citizen")
  @ResponseStatus(201)
  @Operation(
      operationId = "fileObjection",
      summary = "Object to records about me",
      description =
          "Releases of the records are marked as disputed at once. The party that has deposited"
              + " them answers within the term; the log says when it does not. The same again is"
              + " refused while the first is open.")
  @APIResponse(
      responseCode = "201",
      description = "The objection.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ObjectionJson.class)))
  @APIResponse(responseCode = "404", ref = "problem")
  @APIResponse(responseCode = "409", ref = "problem")
  @APIResponse(responseCode = "410", ref = "problem")
  public ObjectionJson file(@NotNull @Valid FileObjectionJson request) {
    return ObjectionJson.of(
        objections.file(caller.requireSubject(), request.records(), request.statement()));
  }

  @GET
  @Path("me/objections")
  @RolesAllowed("citizen")
  @Operation(operationId = "listMyObjections", summary = "My objections and their answers")
  @APIResponse(responseCode = "200", description = "The objections, the latest first.")
  public ObjectionsJson mine() {
    return ObjectionsJson.of(objections.of(caller.requireSubject()));
  }

  @GET
  @Path("objections")
  @RolesAllowed("platform")
  @Operation(operationId = "listObjections", summary = "Objections that the party has to answer")
  @APIResponse(responseCode = "200", description = "The objections, the most urgent first.")
  public ObjectionsJson open() {
    return ObjectionsJson.of(objections.openFor(caller.requireParty()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("objections/{id}/answer")
  @RolesAllowed("platform")
  @Operation(
      operationId = "answerObjection",
      summary = "Answer an objection",
      description = "With one of three outcomes; the records are disputed no more. Once only.")
  @APIResponse(responseCode = "200", description = "The objection with its answer.")
  @APIResponse(responseCode = "409", ref = "problem")
  public ObjectionJson answer(
      @PathParam("id") @Pattern(regexp = "obj_[0-9a-f-]{36}") @Parameter(description = "Its id.")
          String id,
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
