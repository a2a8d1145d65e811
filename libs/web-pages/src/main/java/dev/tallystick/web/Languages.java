package dev.tallystick.web;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the pages, and which of them a reader gets. */
public final class Languages {
  /** The cookie that remembers a choice. */
  public static final String COOKIE = "lang";

  private static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.CHINESE);

  private Languages() {}

  /** All of them. */
  public static List<Locale> all() {
    return ALL;
  }

  /** The language with this code, if there are pages in it. */
  public static Optional<Locale> find(String code) {
    return ALL.stream().filter(locale -> locale.getLanguage().equals(code)).findFirst();
  }

  /** The reader's choice, else what the browser asks for, else English. */
  public static Locale of(HttpServerRequest request) {
    Cookie chosen = request.getCookie(COOKIE);
    return Optional.ofNullable(chosen)
        .flatMap(cookie -> find(cookie.getValue()))
        .orElseGet(() -> asked(request.getHeader("Accept-Language")));
  }

  private static Locale asked(@Nullable String header) {
    if (header == null || header.isBlank()) {
      return Locale.ENGLISH;
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(header), ALL);
      return found == null ? Locale.ENGLISH : found;
    } catch (IllegalArgumentException e) {
      return Locale.ENGLISH;
    }
  }
}
