package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody at a browser: keeps cookies, and follows no redirect by itself. */
final class Browser {
  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** Somebody who has just logged in by the code flow. */
  static Browser loggedIn() {
    Browser browser = new Browser();
    Response page = browser.logIn("/me/freeze");
    assertThat(page.statusCode()).isEqualTo(200);
    return browser;
  }

  /** Opens a page, goes through the log-in, and comes to that page. */
  Response logIn(String path) {
    String provider = get(path).header("Location");
    String host = ConfigProvider.getConfig().getValue("keycloak.url", String.class);
    String back =
        given()
            .redirects()
            .follow(false)
            .queryParam("redirect_uri", parameter(provider, "redirect_uri"))
            .queryParam("state", parameter(provider, "state"))
            .get(host.replaceAll("(http://[^/]+).*", "$1") + "/login")
            .header("Location");
    Response answer = get(local(back));
    while (answer.statusCode() / 100 == 3) {
      answer = get(local(answer.header("Location")));
    }
    return answer;
  }

  RequestSpecification request() {
    return given().redirects().follow(false).cookies(cookies);
  }

  Response get(String path) {
    Response answer = request().urlEncodingEnabled(false).get(path);
    keep(answer);
    return answer;
  }

  void keep(Response answer) {
    answer
        .detailedCookies()
        .forEach(
            cookie -> {
              if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
              } else {
                cookies.put(cookie.getName(), cookie.getValue());
              }
            });
  }

  /** Somebody else has put a cookie there. */
  void plant(String name, String value) {
    cookies.put(name, value);
  }

  Map<String, String> cookies() {
    return cookies;
  }

  /** The token that forms of this browser carry. */
  String csrf() {
    return cookies.getOrDefault("csrf-token", "");
  }

  private static String local(String address) {
    URI uri = URI.create(address);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String parameter(String address, String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(address);
    assertThat(found.find()).as(name).isTrue();
    return java.net.URLDecoder.decode(found.group(1), java.nio.charset.StandardCharsets.UTF_8);
  }
}
