package dev.tallystick.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a Content-Type that is no media type before a resource is looked for: the framework takes
 * it for a fault of its own.
 *
 * <p>Quarkus finds this class in every service that depends on this module.
 */
public final class MediaTypeFilter {
  /** The refusal; nothing if the header is absent or sound. */
  @ServerRequestFilter(preMatching = true)
  public Optional<Response> check(ContainerRequestContext request) {
    String type = request.getHeaderString(HttpHeaders.CONTENT_TYPE);
    if (type == null) {
      return Optional.empty();
    }
    try {
      // Throws for what is none; what it is does not matter here.
      return MediaType.valueOf(type).getType().isEmpty() ? refused() : Optional.empty();
    } catch (IllegalArgumentException e) {
      return refused();
    }
  }

  private static Optional<Response> refused() {
    return Optional.of(
        ProblemMappers.response(FrameworkProblem.UNSUPPORTED_MEDIA_TYPE.document()).build());
  }
}
