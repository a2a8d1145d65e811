package dev.tallystick.consent.decision;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.DecisionProblemCode;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;

/** {@code POST /v1/decisions}: for the two services that hand data out. */
@Path("/v1/decisions")
class DecisionResource {
  private static final Set<String> ADMITTED = Set.of("data-vault", "bureau-service");

  private final AnswerQuestions questions;
  private final Caller caller;

  DecisionResource(AnswerQuestions questions, Caller caller) {
    this.questions = questions;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  public DecisionJson decide(@NotNull @Valid DecisionRequestJson request) {
    requireAdmitted(caller);
    return questions.answer(request);
  }

  /** Refuses services that hand no data out. */
  static void requireAdmitted(Caller caller) {
    if (!ADMITTED.contains(caller.client())) {
      throw DecisionProblemCode.CLIENT_NOT_ADMITTED.problem();
    }
  }
}
