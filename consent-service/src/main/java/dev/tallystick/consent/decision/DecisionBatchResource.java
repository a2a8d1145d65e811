package dev.tallystick.consent.decision;

import dev.tallystick.caller.Caller;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /v1/decisions:batch}: several questions in one call. */
@Path("/v1/decisions:batch")
class DecisionBatchResource {
  private final AnswerQuestions questions;
  private final Caller caller;

  DecisionBatchResource(AnswerQuestions questions, Caller caller) {
    this.questions = questions;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  public DecisionBatchJson decideAll(@NotNull @Valid DecisionBatchRequestJson request) {
    DecisionResource.requireAdmitted(caller);
    return new DecisionBatchJson(questions.answerAll(request.questions()));
  }
}
