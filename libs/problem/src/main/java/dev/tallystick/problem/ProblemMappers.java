package dev.tallystick.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NoContentException;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.ResteasyReactiveClientProblem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * The one place where an exception of a REST resource becomes a response.
 *
 * <p>Quarkus finds this class in every service that depends on this module; nothing registers it.
 */
public final class ProblemMappers {

  /** A refusal of a feature: its status, its words. */
  @ServerExceptionMapper
  public Response refused(DomainProblem problem) {
    Response.ResponseBuilder response =
        response(problem.document())
            .entity(ProblemJson.of(problem.document(), problem.extensions()));
    problem
        .retryAfter()
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, Causes.wholeSeconds(wait)));
    return response.build();
  }

  /** Nothing matches the path, or a part of it does not have the form of its parameter. */
  @ServerExceptionMapper
  public Response notFound(NotFoundException refusal) {
    return refused(refusal);
  }

  /** What the framework refuses, or a resource by one of JAX-RS's own exceptions. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException refusal) {
    if (refusal instanceof ResteasyReactiveClientProblem) {
      // Another service's answer to us is not our answer to the caller.
      return response(Causes.fault(refusal)).build();
    }
    Response answer = refusal.getResponse();
    if (answer.getStatus() < 400) {
      return answer;
    }
    DomainProblem problem = Causes.domainProblem(refusal);
    if (problem != null) {
      return refused(problem);
    }
    Response.ResponseBuilder response = response(documentOf(refusal, answer.getStatus()));
    answer
        .getHeaders()
        .forEach(
            (name, values) -> {
              if (!name.regionMatches(true, 0, "Content-", 0, "Content-".length())) {
                values.forEach(value -> response.header(name, value));
              }
            });
    return response.build();
  }

  /** More work than the service has threads for. */
  @ServerExceptionMapper
  public Response overloaded(RejectedExecutionException refusal) {
    return response(FrameworkProblem.SERVICE_UNAVAILABLE.document())
        .header(HttpHeaders.RETRY_AFTER, 1)
        .build();
  }

  /** A fault of ours: logged once with a reference; nothing of its cause reaches the caller. */
  @ServerExceptionMapper
  public Response failed(Throwable fault, RoutingContext context) {
    DomainProblem problem = Causes.domainProblem(fault);
    if (problem != null) {
      return refused(problem);
    }
    if (context.response().ended() || context.response().closed()) {
      // The caller went away, or has been told already that its body is too large or too slow.
      return Response.status(FrameworkProblem.BODY_TOO_LARGE.status()).build();
    }
    return response(Causes.fault(fault)).build();
  }

  static Response.ResponseBuilder response(ProblemDocument problem) {
    ProblemCounter.count(problem);
    return Response.status(problem.status())
        .type(ProblemDocument.MEDIA_TYPE)
        .entity(problem.toJson());
  }

  private static ProblemDocument documentOf(WebApplicationException refusal, int status) {
    Throwable cause = refusal.getCause();
    ProblemDocument json = JsonProblemMappers.documentOf(cause);
    if (json != null) {
      return json;
    }
    boolean converted =
        refusal instanceof NotFoundException || refusal instanceof BadRequestException;
    if (converted && cause != null && !(cause instanceof NoContentException)) {
      // JAX-RS asks for 404 when a path or query parameter does not convert; that hides the reason.
      return FrameworkProblem.MALFORMED_PARAMETER.document();
    }
    if (status == 500) {
      return Causes.fault(refusal);
    }
    return FrameworkProblem.ofStatus(status);
  }
}
