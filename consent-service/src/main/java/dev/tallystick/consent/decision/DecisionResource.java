package dev.tallystick.consent.decision;

import dev.tallystick.caller.Caller;
import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.InvalidRequestException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/decisions}: for the two services that hand data out. */
@Path("/v1/decisions")
@Tag(name = "decisions", description = "May X give Y this about Z now?")
class DecisionResource {
  private static final Set<String> ADMITTED = Set.of("data-vault", "bureau-service");

  private final MakeDecision makeDecision;
  private final Caller caller;

  DecisionResource(MakeDecision makeDecision, Caller caller) {
    this.makeDecision = makeDecision;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  @Operation(
      operationId = "decide",
      summary = "Decide whether one party may give another data about a person",
      description =
          "Answers 200 for permit and refusal alike, signed. A refusal is in the log before it is told: the"
              + " first of its kind within a minute as an entry, its repeats as a number. 503 while the log"
              + " cannot be written or read, or while something that a person has stopped waits for it.")
  @APIResponse(
      responseCode = "200",
      description = "The decision.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DecisionJson.class)))
  @APIResponse(responseCode = "422", ref = "problem")
  @APIResponse(responseCode = "503", ref = "problem")
  public DecisionJson decide(@NotNull @Valid DecisionRequestJson request) {
    if (!ADMITTED.contains(caller.client())) {
      throw ConsentProblemCode.CLIENT_NOT_ADMITTED.problem();
    }
    try {
      return DecisionJson.of(
          makeDecision.decide(
              DecisionRequest.parse(request.toObject()),
              new SignedRequest(request.request(), request.requestType())));
    } catch (InvalidRequestException e) {
      throw ConsentProblemCode.DECISION_REQUEST_INVALID.problem(e.field(), e.rule());
    }
  }
}
