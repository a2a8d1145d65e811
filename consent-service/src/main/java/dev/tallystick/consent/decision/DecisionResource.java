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

/** {@code POST /v1/decisions}: for the two services that hand data out. */
@Path("/v1/decisions")
class DecisionResource {
  private static final Set<String> ADMITTED = Set.of("data-vault", "bureau-service");

  private final MakeDecision makeDecision;
  private final DecisionMetrics metrics;
  private final Caller caller;

  DecisionResource(MakeDecision makeDecision, DecisionMetrics metrics, Caller caller) {
    this.makeDecision = makeDecision;
    this.metrics = metrics;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("service")
  public DecisionJson decide(@NotNull @Valid DecisionRequestJson request) {
    if (!ADMITTED.contains(caller.client())) {
      throw ConsentProblemCode.CLIENT_NOT_ADMITTED.problem();
    }
    try {
      DecisionRequest asked = DecisionRequest.parse(request.toObject());
      Decided decided =
          makeDecision.decide(asked, new SignedRequest(request.request(), request.requestType()));
      metrics.count(decided.decision(), asked);
      return DecisionJson.of(decided);
    } catch (InvalidRequestException e) {
      throw ConsentProblemCode.DECISION_REQUEST_INVALID.problem(e.field(), e.rule());
    }
  }
}
