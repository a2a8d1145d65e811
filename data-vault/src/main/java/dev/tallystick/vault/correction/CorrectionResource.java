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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Correcting records, and hearing that they were corrected. */
@Path("/v1")
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
  public CorrectedJson correct(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @NotNull @Valid CorrectionJson correction) {
    return CorrectedJson.of(corrections.correct(caller.requireParty(), id, correction.toAsked()));
  }

  @PUT
  @Path("records/{id}/versions/{version}")
  @RolesAllowed("platform")
  public void replace(
      @PathParam("id") @Pattern(regexp = "rec_[0-9a-f-]{36}") String id,
      @PathParam("version") int version) {
    throw corrections.refuseChange(caller.requireParty(), id);
  }

  @GET
  @Path("notifications")
  @RolesAllowed({"bureau", "lender"})
  public NotificationsJson notifications() {
    return NotificationsJson.of(answers.open(caller.requireParty()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("notifications/{id}/answer")
  @RolesAllowed({"bureau", "lender", "service"})
  @ResponseStatus(204)
  public void answer(
      @PathParam("id") @Pattern(regexp = "ntf_[0-9a-f-]{36}") String id,
      @NotNull @Valid DownstreamAnswerJson answer) {
    answers.answer(caller.client(), caller.party(), id, answer.statement());
  }
}
