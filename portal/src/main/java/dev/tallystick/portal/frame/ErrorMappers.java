package dev.tallystick.portal.frame;

import dev.tallystick.web.ErrorKind;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** The one place where an exception of a resource becomes a page. */
public class ErrorMappers {
  private final ErrorPages pages;

  ErrorMappers(ErrorPages pages) {
    this.pages = pages;
  }

  /** What the framework refuses: an unknown path, a method, a parameter. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException refusal) {
    Response answer = refusal.getResponse();
    if (answer.getStatus() < 400 || answer.hasEntity()) {
      return answer;
    }
    ErrorKind kind = ErrorKind.of(answer.getStatus());
    return kind == ErrorKind.FAULT
        ? html(answer.getStatus(), pages.fault(refusal))
        : html(answer.getStatus(), pages.page(kind));
  }

  /** Somebody who is known and may not see this. */
  @ServerExceptionMapper
  public Response forbidden(ForbiddenException refusal) {
    return html(ErrorKind.NOT_FOR_YOU.status(), pages.page(ErrorKind.NOT_FOR_YOU));
  }

  /** The identity provider's answer does not hold. */
  @ServerExceptionMapper
  public Response logInFailed(AuthenticationCompletionException refusal) {
    return html(ErrorKind.LOG_IN_FAILED.status(), pages.page(ErrorKind.LOG_IN_FAILED));
  }

  /** A fault of ours. */
  @ServerExceptionMapper
  public Response failed(Exception fault) {
    return html(ErrorKind.FAULT.status(), pages.fault(fault));
  }

  /** Filters that refuse a form say nothing; their answer becomes a page. */
  @ServerResponseFilter
  public void describe(ContainerResponseContext answer) {
    if (answer.getStatus() >= 400 && !answer.hasEntity()) {
      answer.setEntity(
          pages.page(ErrorKind.of(answer.getStatus())), null, MediaType.TEXT_HTML_TYPE);
    }
  }

  private static Response html(int status, String page) {
    return Response.status(status).type(MediaType.TEXT_HTML_TYPE).entity(page).build();
  }
}
