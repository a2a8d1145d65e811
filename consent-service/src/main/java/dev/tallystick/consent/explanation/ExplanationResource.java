package dev.tallystick.consent.explanation;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.state.LiveState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.SortedSet;

/** {@code GET /v1/decisions/{id}/explanation}. */
@Path("/v1/decisions/{id}/explanation")
class ExplanationResource {
  private static final String CITIZEN = "citizen";

  private final DecisionArchive archive;
  private final Explanations explanations;
  private final LiveState state;
  private final Caller caller;

  ExplanationResource(
      DecisionArchive archive, Explanations explanations, LiveState state, Caller caller) {
    this.archive = archive;
    this.explanations = explanations;
    this.state = state;
    this.caller = caller;
  }

  @GET
  @RolesAllowed({CITIZEN, "platform", "bureau", "lender"})
  public ExplanationJson explain(
      @PathParam("id") @Pattern(regexp = "dec_" + FieldForms.UUID7) String id) {
    KeptDecision decision =
        archive
            .find(id)
            .filter(this::isOfTheCaller)
            .orElseThrow(ConsentProblemCode.DECISION_UNKNOWN::problem);
    return explanations.explain(decision);
  }

  private boolean isOfTheCaller(KeptDecision decision) {
    if (caller.hasRole(CITIZEN)) {
      String person = caller.requireSubject();
      SortedSet<String> tokens = state.current().tokensOf(person);
      return decision.subject().filter(token -> tokens.contains(token)).isPresent();
    }
    return decision.concerns(caller.requireParty());
  }
}
