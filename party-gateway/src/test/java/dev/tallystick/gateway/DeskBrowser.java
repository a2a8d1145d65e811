package dev.tallystick.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.RealmTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** Somebody at the pages with a browser: keeps cookies, and follows no redirect by itself. */
final class DeskBrowser {
  static final String CLIENT = "gateway-login";
  private static final Pattern CSRF = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");
  private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

  private final Map<String, String> cookies = new LinkedHashMap<>();

  /** The claims of a clerk or manager of the tested party, as the realm gives them. */
  static JwtClaimsBuilder staff(String... roles) {
    return new RealmTokens(CLIENT)
        .plainClaims(roles)
        .audience("account")
        .claim("azp", CLIENT)
        .claim("party", "party-1")
        .claim("staff", "st-1")
        .claim("amr", List.of("pwd", "otp"));
  }

  /** A clerk who has logged in. */
  static DeskBrowser clerk(WireMockServer provider) {
    DeskBrowser browser = new DeskBrowser();
    assertThat(browser.logIn(provider, staff("lender"), "/desk").statusCode()).isEqualTo(200);
    return browser;
  }

  /** Opens a page, goes through the log-in as whoever these claims are of, and comes back. */
  Response logIn(WireMockServer provider, JwtClaimsBuilder claims, String path) {
    String idToken =
        Jwt.issuer("https://server.example.com")
            .subject("test-caller")
            .audience(CLIENT)
            .claim("preferred_username", "gita")
            .sign();
    String tokens =
        CanonicalJson.text(
            JsonObject.builder()
                .put("access_token", claims.sign())
                .put("id_token", idToken)
                .put("refresh_token", "a-refresh-token")
                .put("token_type", "Bearer")
                .put("expires_in", 300)
                .build());
    StubMapping stub =
        provider.stubFor(
            post(urlPathMatching("/auth/realms/quarkus/token"))
                .atPriority(1)
                .willReturn(okJson(tokens)));
    try {
      String login = get(path).header("Location");
      String host = ConfigProvider.getConfig().getValue("keycloak.url", String.class);
      String back =
          given()
              .redirects()
              .follow(false)
              .queryParam("redirect_uri", parameter(login, "redirect_uri"))
              .queryParam("state", parameter(login, "state"))
              .get(host.replaceAll("(http://[^/]+).*", "$1") + "/login")
              .header("Location");
      Response answer = get(local(back));
      while (answer.statusCode() / 100 == 3) {
        answer = get(local(answer.header("Location")));
      }
      return answer;
    } finally {
      provider.removeStub(stub);
    }
  }

  /** The same person, who has chosen this language. */
  DeskBrowser in(String language) {
    cookies.put("lang", language);
    return this;
  }

  RequestSpecification request() {
    return given().redirects().follow(false).cookies(cookies);
  }

  Response get(String path) {
    Response answer = request().urlEncodingEnabled(false).get(path);
    keep(answer);
    return answer;
  }

  /** Fills the form of a page in and sends it, with the page's token and the form's key. */
  Response send(String page, String action, Map<String, String> fields) {
    String html = get(page).asString();
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("csrf-token", find(CSRF, html));
    Matcher key = KEY.matcher(html);
    if (key.find()) {
      all.putIfAbsent("key", key.group(1));
    }
    Response answer =
        request()
            .header("Sec-Fetch-Site", "same-origin")
            .contentType(ContentType.URLENC)
            .formParams(all)
            .post(action);
    keep(answer);
    return answer;
  }

  private void keep(Response answer) {
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

  Map<String, String> cookies() {
    return Map.copyOf(cookies);
  }

  static String local(String address) {
    URI uri = URI.create(address);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  private static String find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(pattern.pattern()).isTrue();
    return found.group(1);
  }

  private static String parameter(String address, String name) {
    String value = find(Pattern.compile("[?&]" + name + "=([^&]*)"), address);
    return URLDecoder.decode(value, StandardCharsets.UTF_8);
  }
}
