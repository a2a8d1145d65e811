package dev.tallystick.local.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Logs a person in at the page that the portal uses, as a browser does. Such a token says when the
 * person has logged in, which one for a password alone does not. For people without a second
 * factor.
 *
 * @param realm the realm's address
 */
public record FreshLogIn(String realm, Secrets secrets) {
  private static final String CLIENT = "portal-login";

  /** Nobody answers there: the code stands in the address that the page leads to. */
  private static final String REDIRECT = "http://127.0.0.1/";

  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

  /** A token of somebody who has logged in just now. */
  public String token(Identity.Person person) throws IOException, InterruptedException {
    return new Browser().logIn(person);
  }

  /** One visit. Cookies are kept by hand: Java's client sends secure ones by TLS only. */
  private final class Browser {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();

    String logIn(Identity.Person person) throws IOException, InterruptedException {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String verifier = base64Url(random);
      HttpResponse<String> page =
          visit(
              realm
                  + "/protocol/openid-connect/auth?"
                  + form(
                      Map.of(
                          "client_id", CLIENT,
                          "redirect_uri", REDIRECT,
                          "response_type", "code",
                          "scope", "openid",
                          "prompt", "login",
                          "code_challenge", base64Url(sha256(verifier)),
                          "code_challenge_method", "S256")),
              HttpRequest.newBuilder());
      HttpResponse<String> answer =
          post(
              find(ACTION, page.body()).replace("&amp;", "&"),
              Map.of("username", person.name(), "password", secrets.password(person.name())));
      String code = find(CODE, answer.headers().firstValue("Location").orElse(""));
      HttpResponse<String> tokens =
          post(
              realm + "/protocol/openid-connect/token",
              Map.of(
                  "grant_type", "authorization_code",
                  "client_id", CLIENT,
                  "redirect_uri", REDIRECT,
                  "code", code,
                  "code_verifier", verifier));
      return find(TOKEN, tokens.body());
    }

    private HttpResponse<String> post(String url, Map<String, String> form)
        throws IOException, InterruptedException {
      return visit(
          url,
          HttpRequest.newBuilder()
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form(form))));
    }

    private HttpResponse<String> visit(String url, HttpRequest.Builder request)
        throws IOException, InterruptedException {
      if (!cookies.isEmpty()) {
        request.header(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
      }
      HttpResponse<String> response =
          http.send(request.uri(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
      for (String cookie : response.headers().allValues("Set-Cookie")) {
        String[] pair = cookie.split(";", 2)[0].split("=", 2);
        cookies.put(pair[0], pair[1]);
      }
      return response;
    }
  }

  private static String form(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** What it finds is not shown when it is missing: it may be a token. */
  private static String find(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("the log-in page answers otherwise than expected: no " + pattern);
    }
    return matcher.group(1);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
