package dev.tallystick.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Adds to each operation of the API's description the refusals that all of them have in common. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {
  @Override
  public Operation filterOperation(Operation operation) {
    APIResponses responses = operation.getResponses();
    if (operation.getSecurity() != null && !operation.getSecurity().isEmpty()) {
      responses.addAPIResponse("401", problem("unauthorized"));
      responses.addAPIResponse("403", problem("forbidden"));
    }
    if (responses.hasAPIResponse("400")) {
      // Guessed by the framework for bodies that are checked, without saying what it answers.
      responses.addAPIResponse("400", problem("problem"));
    }
    responses.addAPIResponse(APIResponses.DEFAULT, problem("problem"));
    return operation;
  }

  private static APIResponse problem(String name) {
    return OASFactory.createAPIResponse().ref(name);
  }
}
