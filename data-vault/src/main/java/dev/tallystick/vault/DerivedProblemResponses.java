package dev.tallystick.vault;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Adds to each operation of the API's description the refusals that follow from its form: what is
 * named in the path may not be there, what is sent may not be right. So the resources say only what
 * is their own.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 10)
public final class DerivedProblemResponses implements OASFilter {
  @Override
  public Operation filterOperation(Operation operation) {
    APIResponses responses = operation.getResponses();
    if (has(operation, In.PATH)) {
      responses.addAPIResponse("404", problem("problem"));
    }
    if (operation.getRequestBody() != null || has(operation, In.QUERY)) {
      responses.addAPIResponse("422", problem("problem"));
    }
    return operation;
  }

  private static boolean has(Operation operation, In in) {
    List<Parameter> parameters = operation.getParameters();
    return parameters != null && parameters.stream().anyMatch(one -> one.getIn() == in);
  }

  private static APIResponse problem(String name) {
    return OASFactory.createAPIResponse().ref(name);
  }
}
