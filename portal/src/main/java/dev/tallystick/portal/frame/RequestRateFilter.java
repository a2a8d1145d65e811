package dev.tallystick.portal.frame;

import dev.tallystick.web.ErrorKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers 429 to an address that asks too often, before anything else looks at the request. */
@Singleton
final class RequestRateFilter {
  /** After the headers of every answer are set, before all else. */
  private static final int PRIORITY = 900;

  private final RequestRate rate;
  private final ErrorPages errors;

  RequestRateFilter(RequestRate rate, ErrorPages errors) {
    this.rate = rate;
    this.errors = errors;
  }

  void register(@Observes Filters filters) {
    filters.register(this::filter, PRIORITY);
  }

  private void filter(RoutingContext context) {
    String path = context.request().path();
    SocketAddress from = context.request().remoteAddress();
    boolean counted = path == null || !(path.startsWith("/assets/") || path.startsWith("/q/"));
    if (!counted || from == null || rate.take(from.hostAddress())) {
      context.next();
      return;
    }
    context.response().putHeader("Retry-After", Long.toString(rate.secondsLeft()));
    errors.answer(context, ErrorKind.TOO_MANY);
  }
}
