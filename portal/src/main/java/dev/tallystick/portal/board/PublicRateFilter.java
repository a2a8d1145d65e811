package dev.tallystick.portal.board;

import dev.tallystick.portal.frame.ErrorKind;
import dev.tallystick.portal.frame.ErrorPages;
import dev.tallystick.portal.frame.PortalSettings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Limits how often one network address reads pages for everybody. It counts within a minute of the
 * clock, in memory, each replica for itself.
 */
public final class PublicRateFilter {
  private static final long MINUTE_MILLIS = 60_000;
  private static final int TOO_MANY = 429;

  /** More addresses than that in one minute share what is left. */
  private static final int MOST_ADDRESSES = 100_000;

  private static final String OTHERS = "others";

  private final PortalSettings settings;
  private final ErrorPages errors;
  private final Clock clock;
  private final AtomicReference<Minute> current = new AtomicReference<>(new Minute(0));

  /** How often each address has read in a minute. */
  private static final class Minute {
    final long number;
    final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    Minute(long number) {
      this.number = number;
    }

    int count(String address) {
      String counted =
          counts.size() < MOST_ADDRESSES || counts.containsKey(address) ? address : OTHERS;
      return counts.computeIfAbsent(counted, any -> new AtomicInteger()).incrementAndGet();
    }
  }

  PublicRateFilter(PortalSettings settings, ErrorPages errors, Clock clock) {
    this.settings = settings;
    this.errors = errors;
    this.clock = clock;
  }

  /** Lets a page for everybody through, unless too many were read from there. */
  @ServerRequestFilter(preMatching = true)
  public @Nullable Response filter(HttpServerRequest request) {
    if (!isPublic(request.path())) {
      return null;
    }
    long millis = clock.millis();
    long number = millis / MINUTE_MILLIS;
    Minute minute =
        current.updateAndGet(known -> known.number == number ? known : new Minute(number));
    @Nullable SocketAddress remote = request.remoteAddress();
    String address = remote == null ? OTHERS : String.valueOf(remote.hostAddress());
    if (minute.count(address) <= settings.publicPerMinute()) {
      return null;
    }
    long wait = MINUTE_MILLIS - millis % MINUTE_MILLIS;
    return Response.status(TOO_MANY)
        .header("Retry-After", 1 + wait / 1000)
        .type(MediaType.TEXT_HTML_TYPE)
        .entity(errors.page(ErrorKind.AWAY))
        .build();
  }

  private static boolean isPublic(@Nullable String path) {
    return path != null
        && (path.equals("/")
            || path.equals("/receipt")
            || isBelow(path, "/board")
            || isBelow(path, "/log"));
  }

  private static boolean isBelow(String path, String root) {
    return path.equals(root) || path.startsWith(root + "/");
  }
}
