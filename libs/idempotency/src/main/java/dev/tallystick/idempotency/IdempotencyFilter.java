package dev.tallystick.idempotency;

import dev.tallystick.caller.Caller;
import dev.tallystick.idempotency.Attempt.Answered;
import dev.tallystick.idempotency.Attempt.First;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jboss.resteasy.reactive.server.spi.ContentType;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Looks for the answer before the resource is asked, and keeps the answer before it leaves: a
 * client that has seen an answer sees the same one when it asks again.
 */
@Provider
@Idempotent
public class IdempotencyFilter
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {
  static final String HEADER = "Idempotency-Key";
  private static final String FIRST = IdempotencyFilter.class.getName() + ".first";
  private static final String STATUS = IdempotencyFilter.class.getName() + ".status";
  private static final String SERVER = IdempotencyFilter.class.getName() + ".server";
  private static final int TOO_MANY_REQUESTS = 429;
  private static final byte[] NO_BODY = {};

  private final IdempotencyStore store;
  private final Caller caller;
  private final RequestDraws draws;

  IdempotencyFilter(IdempotencyStore store, Caller caller, RequestDraws draws) {
    this.store = store;
    this.caller = caller;
    this.draws = draws;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null && KeyOptionalFilter.applies(request)) {
      return;
    }
    if (key == null || key.isBlank()) {
      throw new IdempotencyProblem.KeyMissing();
    }
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    String speaker = caller.party().or(caller::subject).orElseGet(caller::account);
    String route = request.getMethod() + " " + request.getUriInfo().getRequestUri().getRawPath();
    Attempt attempt = store.begin(RequestIdentity.of(caller.client(), speaker, route, key, body));
    if (attempt instanceof First first) {
      request.setProperty(FIRST, first);
      draws.begin(first);
    } else if (attempt instanceof Answered answered) {
      request.abortWith(again(answered.answer()));
    }
  }

  private static Response again(KeptAnswer answer) {
    Response.ResponseBuilder response = Response.status(answer.status());
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    if (answer.contentType() != null) {
      response.type(answer.contentType()).entity(answer.body());
    }
    return response.build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(FIRST) instanceof First first) {
      int status = response.getStatus();
      if (status >= 500 || status == TOO_MANY_REQUESTS) {
        request.removeProperty(FIRST);
        store.release(first);
      } else if (!response.hasEntity()) {
        request.removeProperty(FIRST);
        store.keep(
            first,
            new KeptAnswer(status, null, response.getHeaderString(HttpHeaders.LOCATION), NO_BODY));
      } else {
        request.setProperty(STATUS, status);
        if (request instanceof ResteasyReactiveContainerRequestContext here) {
          request.setProperty(SERVER, here.getServerRequestContext());
        }
      }
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (context.getProperty(FIRST) instanceof First first
        && context.getProperty(STATUS) instanceof Integer status) {
      OutputStream client = context.getOutputStream();
      ByteArrayOutputStream written = new ByteArrayOutputStream();
      context.setOutputStream(written);
      context.proceed();
      Object location = context.getHeaders().getFirst(HttpHeaders.LOCATION);
      store.keep(
          first,
          new KeptAnswer(
              status,
              mediaType(context),
              location == null ? null : location.toString(),
              written.toByteArray()));
      written.writeTo(client);
    } else {
      context.proceed();
    }
  }

  /** What the answer itself names, else what was negotiated, to the letter. */
  private static String mediaType(WriterInterceptorContext context) {
    Object named = context.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
    if (named == null && context.getProperty(SERVER) instanceof ServerRequestContext server) {
      ContentType negotiated = server.getResponseContentType();
      named = negotiated == null ? null : negotiated.getMediaType();
    }
    return named == null ? MediaType.APPLICATION_JSON : named.toString();
  }
}
