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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /v1/decisions/{id}/explanation}. */
@Path("/v1/decisions/{id}/explanation")
@Tag(name = "decisions")
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
  @Operation(
      operationId = "explainDecision",
      summary = "Why it was decided so",
      description =
          "For the person and the two sides: the rules in order, the facts used, sentences in English and"
              + " Chinese, where to complain. The decision's id stands in its JWS (`decision`), and in the refusal's"
              + " entry (`decisionId`). Kept for two years. Citations are not legal advice.")
  @APIResponse(responseCode = "200", description = "The explanation.")
  @APIResponse(responseCode = "404", ref = "problem")
  public ExplanationJson explain(
      @Parameter(description = "The decision's id")
          @PathParam("id")
          @Pattern(regexp = "dec_" + FieldForms.UUID7) String id) {
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
