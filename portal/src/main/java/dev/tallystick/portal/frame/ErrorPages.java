package dev.tallystick.portal.frame;

import dev.tallystick.web.ErrorKind;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Pages that say what did not happen, whether anything was lost, and what to do. */
@Singleton
public final class ErrorPages {
  private static final Logger LOG = Logger.getLogger(ErrorPages.class);

  /** After every route of the application and of Quarkus's extensions. */
  private static final int AFTER_ALL_ROUTES = 30_000;

  private final Frames frames;

  ErrorPages(Frames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "frame")
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(Frame frame, ErrorKind kind, String reference);
  }

  /** The page, in the reader's language. */
  public String page(ErrorKind kind) {
    return page(frames.ofAnybody(Frame.Place.ELSEWHERE), kind, "");
  }

  /** The page for a fault of ours: logged once with a reference; the reader gets no more. */
  String fault(Throwable fault) {
    return fault(frames.ofAnybody(Frame.Place.ELSEWHERE), fault);
  }

  private static String fault(Frame frame, Throwable fault) {
    String reference = UUID.randomUUID().toString();
    LOG.errorf(fault, "A page failed, reference %s", reference);
    return page(frame, ErrorKind.FAULT, reference);
  }

  private static String page(Frame frame, ErrorKind kind, String reference) {
    return Templates.error(frame, kind, reference).setLocale(frame.locale()).render();
  }

  /** For what never reaches a resource: unknown paths outside REST, and failed log-ins. */
  void register(@Observes Router router) {
    router
        .route()
        .order(AFTER_ALL_ROUTES)
        .handler(context -> answer(context, ErrorKind.NOT_FOUND))
        .failureHandler(this::failed);
  }

  private void failed(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof AuthenticationCompletionException) {
      answer(context, ErrorKind.LOG_IN_FAILED);
    } else if (failure instanceof ForbiddenException) {
      answer(context, ErrorKind.NOT_FOR_YOU);
    } else if (failure instanceof AuthenticationException) {
      // A redirect to the log-in page.
      context.next();
    } else if (failure == null || context.statusCode() < 500) {
      answer(context, ErrorKind.of(context.statusCode()));
    } else {
      end(context, ErrorKind.FAULT, fault(frame(context), failure));
    }
  }

  /** Answers where no resource does. */
  void answer(RoutingContext context, ErrorKind kind) {
    end(context, kind, page(frame(context), kind, ""));
  }

  /** No context of a request is active here. */
  private Frame frame(RoutingContext context) {
    return frames.ofAnybody(context.request(), Frame.Place.ELSEWHERE);
  }

  private static void end(RoutingContext context, ErrorKind kind, String html) {
    HttpServerResponse response = context.response();
    if (!response.ended() && !response.headWritten()) {
      response
          .setStatusCode(kind.status())
          .putHeader("Content-Type", "text/html;charset=UTF-8")
          .end(html);
    }
  }
}
