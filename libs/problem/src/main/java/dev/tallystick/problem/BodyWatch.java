package dev.tallystick.problem;

import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds every body of a service to its {@link BodyRule}, whatever the protocol, from before the
 * caller is known until the last byte is here.
 *
 * <p>A body that says that it is too large is refused by its head with 413; one that does not say
 * how large it is, is counted while it is read. One that arrives too slowly is answered with 408
 * and its connection closed, also when the request has been answered long before.
 */
@Singleton
public final class BodyWatch {
  /** Before authentication, which is at 200. */
  private static final int PRIORITY = 500;

  /** After Quarkus has set its own limit (-2), before anything reads. */
  private static final int AFTER_BODY_LIMIT = -1;

  /** Where the reader of a body of unknown length finds its limit. */
  private static final String LIMIT = "io.quarkus.max-request-size";

  private static final String ARRIVAL = BodyArrival.class.getName();
  private static final String RULE = BodyRule.class.getName();
  private static final long LOOK_MILLIS = 1_000;

  /** How long a sender has to read what it was answered before the connection is closed. */
  private static final long LINGER_MILLIS = 500;

  private static final int MAX_DIGITS = 18;
  private static final long UNKNOWN = -1;

  private final BodyRule usual;
  private final Duration window;
  private final List<BodyRule> streamed;
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

  BodyWatch(BodySettings settings, VertxHttpConfig http, @All List<BodyRule> streamed) {
    long most =
        settings
            .maxSize()
            .or(() -> http.limits().maxBodySize())
            .map(size -> size.asLongValue())
            .orElse(Long.MAX_VALUE);
    this.usual =
        new BodyRule("", most, settings.within(), Math.max(1, settings.perSecond().asLongValue()));
    this.window = aboveZero(settings.window());
    this.streamed = streamed;
  }

  static Duration aboveZero(Duration window) {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("tallystick.http.body.window must be above zero");
    }
    return window;
  }

  /** A body of a request that is under way. */
  private record Watched(RoutingContext context, Context home, BodyArrival arrival, long length) {
    boolean hasArrived() {
      HttpServerRequest request = context.request();
      return length == UNKNOWN ? request.isEnded() : request.bytesRead() >= length;
    }
  }

  /** The body of this request as a stream: while its reader waits, the sender must send. */
  public static InputStream awaited(RoutingContext context, InputStream body) {
    @Nullable BodyArrival arrival = context.get(ARRIVAL);
    return arrival == null ? body : new AwaitedBody(body, arrival);
  }

  void register(@Observes Filters filters, Vertx vertx) {
    filters.register(this::begin, PRIORITY);
    long unused = vertx.setPeriodic(LOOK_MILLIS, timer -> look());
  }

  void register(@Observes Router router) {
    router.route().order(AFTER_BODY_LIMIT).handler(BodyWatch::limit);
  }

  private void begin(RoutingContext context) {
    HttpServerRequest request = context.request();
    long length = length(request);
    if (!mayHaveBody(request, length)) {
      context.next();
      return;
    }
    Optional<BodyRule> ofPath = ruleOf(request.path());
    BodyRule rule = ofPath.orElse(usual);
    if (length > rule.maxBytes()) {
      ProblemRoutes.refuseTooLarge(context);
      return;
    }
    Context home = context.vertx().getOrCreateContext();
    BodyArrival arrival = new BodyArrival(rule, window, ofPath.isPresent(), System.nanoTime());
    Watched one = new Watched(context, home, arrival, length);
    context.put(ARRIVAL, arrival).put(RULE, rule);
    watched.add(one);
    context.addEndHandler(answered -> afterAnswer(one));
    context.next();
  }

  /**
   * A request that was answered before its body had come goes on being watched: what still comes is
   * thrown away, so that the sender gets to read the answer.
   */
  private void afterAnswer(Watched one) {
    if (one.hasArrived() || one.context().response().closed()) {
      watched.remove(one);
      return;
    }
    one.arrival().await(System.nanoTime());
    one.home()
        .runOnContext(
            nothing -> {
              HttpServerRequest request = one.context().request();
              if (!request.isEnded()) {
                request.handler(discarded -> {}).resume();
              }
            });
  }

  private static boolean mayHaveBody(HttpServerRequest request, long length) {
    return length > 0
        || request.version() == HttpVersion.HTTP_2
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return UNKNOWN;
    }
    boolean isNumber =
        !length.isEmpty()
            && length.length() <= MAX_DIGITS
            && length.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? Long.parseLong(length) : Long.MAX_VALUE;
  }

  private Optional<BodyRule> ruleOf(@Nullable String path) {
    if (streamed.isEmpty() || path == null) {
      return Optional.empty();
    }
    String plain = path.replaceFirst("(?i)%3a", ":");
    return streamed.stream().filter(rule -> rule.path().equals(plain)).findFirst();
  }

  private static void limit(RoutingContext context) {
    @Nullable BodyRule rule = context.get(RULE);
    if (rule != null && context.request().getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
      context.put(LIMIT, Long.valueOf(rule.maxBytes()));
    }
    context.next();
  }

  private void look() {
    watched.forEach(one -> one.home().runOnContext(nothing -> look(one)));
  }

  private void look(Watched one) {
    if (one.hasArrived()) {
      watched.remove(one);
    } else if (one.arrival().isTooSlow(one.context().request().bytesRead(), System.nanoTime())
        && watched.remove(one)) {
      stop(one.context());
    }
  }

  private static void stop(RoutingContext context) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    boolean isShared = request.version() == HttpVersion.HTTP_2;
    if (!isShared && !response.headWritten()) {
      response.putHeader(HttpHeaders.CONNECTION, "close");
    }
    ProblemRoutes.refuse(context, FrameworkProblem.REQUEST_TIMEOUT.document());
    long unused =
        context
            .vertx()
            .setTimer(
                LINGER_MILLIS,
                expired -> {
                  // Whoever waits for more of this body is told by it that there is none.
                  if (isShared) {
                    response.reset();
                  } else {
                    request.connection().close();
                  }
                });
  }
}
