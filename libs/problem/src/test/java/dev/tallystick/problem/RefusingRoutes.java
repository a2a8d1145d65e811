package dev.tallystick.problem;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;

/** Vert.x routes that refuse in each way that {@link ProblemRoutes} knows. */
@ApplicationScoped
class RefusingRoutes {

  void register(@Observes Router router) {
    router.get("/routes/busy").handler(context -> context.fail(new RefusingResource.Busy()));
    router
        .get("/routes/refuse")
        .handler(context -> ProblemRoutes.refuse(context, new RefusingResource.Busy()));
    router.get("/routes/gone").handler(context -> context.fail(410));
    router
        .get("/routes/malformed")
        .handler(context -> context.fail(400, new IllegalStateException("secret")));
    router
        .get("/routes/fault")
        .handler(
            context -> {
              throw new IllegalStateException("the-cause-is-secret");
            });
    router.get("/routes/anonymous").handler(context -> context.fail(new UnauthorizedException()));
    router.get("/routes/forbidden").handler(context -> context.fail(new ForbiddenException()));
    router
        .get("/routes/overloaded")
        .handler(context -> context.fail(new RejectedExecutionException("pool of 7 is full")));
    router.get("/routes/operator").handler(context -> context.end("metrics"));
  }
}
