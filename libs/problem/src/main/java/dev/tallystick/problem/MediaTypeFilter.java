package dev.tallystick.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a Content-Type or an Accept that is no media type before a resource is looked for. The
 * framework takes it for a fault of its own, and notices the latter only when the resource has done
 * its work.
 *
 * <p>Quarkus finds this class in every service that depends on this module.
 */
public final class MediaTypeFilter {
  /** The refusal; nothing if the headers are absent or sound. */
  @ServerRequestFilter(preMatching = true)
  public Optional<Response> check(ContainerRequestContext request) {
    if (!isMediaType(request.getHeaderString(HttpHeaders.CONTENT_TYPE))) {
      return refused(FrameworkProblem.UNSUPPORTED_MEDIA_TYPE);
    }
    return hasSoundAccept(request) ? Optional.empty() : refused(FrameworkProblem.NOT_ACCEPTABLE);
  }

  private static boolean isMediaType(@Nullable String type) {
    try {
      // Throws for what is none; what it is does not matter here.
      return type == null || !MediaType.valueOf(type).getType().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean hasSoundAccept(ContainerRequestContext request) {
    String accept = request.getHeaderString(HttpHeaders.ACCEPT);
    try {
      return accept == null || accept.isBlank() || !request.getAcceptableMediaTypes().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<Response> refused(FrameworkProblem problem) {
    return Optional.of(ProblemMappers.response(problem.document()).build());
  }
}
