package dev.tallystick.vault.correction;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** Correcting records, and hearing that they were corrected. */
@Path("/v1")
@Tag(name = "corrections", description = "New versions of records, and who is told of them.")
class CorrectionResource {
  private final CorrectRecord corrections;
  private final DownstreamAnswers answers;
  private final Caller caller;

  CorrectionResource(CorrectRecord corrections, DownstreamAnswers answers, Caller caller) {
    this.corrections = corrections;
    this.answers = answers;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("records/{id}/corrections")
  @RolesAllowed("platform")
  @ResponseStatus(201)
  @Operation(
      operationId = "correctRecord",
      summary = "Correct a record that the platform has deposited",
      description =
          "Makes a new version; the original stays and is linked. Judged like a line of an import."
              + " Everybody who has got the record is told, one entry each, and has to answer. The"
              + " same again is refused as empty.")
  @APIResponse(
      responseCode = "201",
      description = "The new version.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CorrectedJson.class)))
  @APIResponse(responseCode = "410", ref = "problem")
  @APIResponse(responseCode = "423", ref = "problem")
  public CorrectedJson correct(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") @Parameter(description = "Its id.")
          String id,
      @NotNull @Valid CorrectionJson correction) {
    return CorrectedJson.of(corrections.correct(caller.requireParty(), id, correction.toAsked()));
  }

  @PUT
  @Path("records/{id}/versions/{version}")
  @RolesAllowed("platform")
  @Operation(
      operationId = "replaceVersion",
      summary = "Refused: a version that exists is never changed",
      description = "Here so that who tries is told how to correct.")
  @APIResponse(responseCode = "204", description = "Never.")
  @APIResponse(responseCode = "409", ref = "problem")
  public void replace(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") @Parameter(description = "Its id.")
          String id,
      @PathParam("version") @Parameter(description = "Which version.") int version) {
    throw corrections.refuseChange(caller.requireParty(), id);
  }

  @GET
  @Path("notifications")
  @RolesAllowed({"bureau", "lender"})
  @Operation(
      operationId = "listNotifications",
      summary = "Changes in what the party once got, that it has not answered")
  @APIResponse(responseCode = "200", description = "The notifications, the oldest first.")
  public NotificationsJson notifications() {
    return NotificationsJson.of(answers.open(caller.requireParty()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("notifications/{id}/answer")
  @RolesAllowed({"bureau", "lender", "service"})
  @ResponseStatus(204)
  @Operation(
      operationId = "answerNotification",
      summary = "Say what was done about a change",
      description =
          "Signed by the recipient; bureau-service may present what its bureaus have signed.")
  @APIResponse(responseCode = "204", description = "Taken; the same again changes nothing.")
  @APIResponse(responseCode = "409", ref = "problem")
  public void answer(
      @PathParam("id") @Pattern(regexp = "ntf_[0-9a-f-]{36}") @Parameter(description = "Its id.")
          String id,
      @NotNull @Valid DownstreamAnswerJson answer) {
    answers.answer(caller.client(), caller.party(), id, answer.statement());
  }
}
