package dev.tallystick.problem;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a query parameter that the operation does not have, as an unknown field of a body is
 * refused: a filter that nobody applies would answer another question than the one that was asked.
 * Roles are checked before.
 *
 * <p>Quarkus finds this class in every service that depends on this module.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 50)
public final class KnownParametersFilter implements ContainerRequestFilter {
  private final DescribedParameters described;

  KnownParametersFilter(DescribedParameters described) {
    this.described = described;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Set<String> given = request.getUriInfo().getQueryParameters().keySet();
    if (given.isEmpty()) {
      return;
    }
    Optional<Set<String>> known =
        template(request).flatMap(template -> described.of(request.getMethod(), template));
    if (known.isPresent()) {
      given.stream()
          .filter(name -> !known.get().contains(name))
          .sorted()
          .findFirst()
          .ifPresent(name -> request.abortWith(ProblemMappers.response(refusal(name)).build()));
    }
  }

  private static ProblemDocument refusal(String name) {
    return FrameworkProblem.MALFORMED_PARAMETER
        .document()
        .withDetail("The operation has no query parameter of this name.")
        .withField(JsonProblemMappers.isFieldName(name) ? name : "[*]", "known-parameter");
  }

  private static Optional<String> template(ContainerRequestContext request) {
    if (request instanceof ResteasyReactiveContainerRequestContext here
        && here.getServerRequestContext() instanceof ResteasyReactiveRequestContext context) {
      RuntimeResource target = context.getTarget();
      return Optional.of(text(target.getClassPath()) + "/" + text(target.getPath()));
    }
    return Optional.empty();
  }

  private static String text(@Nullable URITemplate template) {
    return template == null ? "" : template.template;
  }
}
