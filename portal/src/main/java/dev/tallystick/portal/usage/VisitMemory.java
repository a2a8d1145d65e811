package dev.tallystick.portal.usage;

import dev.tallystick.portal.call.ReaderToken;
import dev.tallystick.portal.usage.Use.Outcome;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Says what is new since the reader's last visit. The browser remembers it, in a cookie that holds
 * two places in the log and two times; the portal remembers nothing.
 */
@Singleton
final class VisitMemory {
  private static final String COOKIE = "seen";
  private static final Duration KEPT = Duration.ofDays(365);
  private static final int OWNER_BYTES = 4;

  private final CurrentVertxRequest current;
  private final ReaderToken token;

  VisitMemory(CurrentVertxRequest current, ReaderToken token) {
    this.current = current;
    this.token = token;
  }

  /**
   * How much is new, as a sentence; nothing on the first visit from this browser.
   *
   * @param uses the newest uses, newest first
   * @param newest the newest entry of the list
   */
  Optional<String> news(List<Use> uses, long newest, ReaderText text) {
    HttpServerRequest request = current.getCurrent().request();
    String owner = owner(token.subject().orElse(""));
    Cookie cookie = request.getCookie(COOKIE);
    LastVisit visit =
        LastVisit.read(cookie == null ? null : cookie.getValue(), owner)
            .map(last -> last.look(newest, text.now()))
            .orElseGet(() -> LastVisit.first(newest, text.now()));
    var unusedResponse =
        request
            .response()
            .addCookie(
                Cookie.cookie(COOKIE, visit.write(owner))
                    .setPath("/me")
                    .setHttpOnly(true)
                    .setSecure(request.isSSL())
                    .setSameSite(CookieSameSite.LAX)
                    .setMaxAge(KEPT.toSeconds()));
    return visit.isAnother() ? Optional.of(told(uses, visit, text)) : Optional.empty();
  }

  /** What the reader did is no news to the reader. */
  private static String told(List<Use> uses, LastVisit visit, ReaderText text) {
    UsagePageMessages say = Bundles.get(UsagePageMessages.class, text.locale());
    long count =
        uses.stream()
            .filter(use -> use.index() > visit.before() && use.outcome() != Outcome.OWN)
            .count();
    String last = text.moment(visit.since());
    return count == 0 ? say.noNews(last) : say.news(count, last);
  }

  /** Tells readers who share a browser apart; says nothing about who they are. */
  private static String owner(String subject) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, OWNER_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
