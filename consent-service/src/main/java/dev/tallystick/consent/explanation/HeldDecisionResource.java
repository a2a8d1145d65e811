package dev.tallystick.consent.explanation;

import dev.tallystick.quota.OnlyReads;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code POST /v1/decisions:explain}: of a decision that the caller holds. So permits are
 * explained, which stand in the entries of their releases.
 */
@Path("/v1/decisions:explain")
class HeldDecisionResource {
  private final SignedDecisions decisions;
  private final DecisionReader reader;
  private final Explanations explanations;

  HeldDecisionResource(
      SignedDecisions decisions, DecisionReader reader, Explanations explanations) {
    this.decisions = decisions;
    this.reader = reader;
    this.explanations = explanations;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @OnlyReads
  @RolesAllowed({DecisionReader.CITIZEN, "platform", "bureau", "lender"})
  public ExplanationJson explainHeld(@NotNull @Valid ExplanationRequestJson request) {
    return explanations.explain(reader.requireOwn(decisions.read(request.decision())));
  }
}
