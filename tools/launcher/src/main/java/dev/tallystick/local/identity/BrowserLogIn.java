package dev.tallystick.local.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The authorization-code flow with PKCE at Keycloak's log-in page, as a browser goes through it.
 *
 * @param realm the realm's address
 * @param client a public client of the realm
 * @param redirect an address that the client may be led back to; nobody has to answer there
 * @param tokens where a code is exchanged for tokens
 */
public record BrowserLogIn(String realm, String client, String redirect, String tokens) {
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern CREDENTIAL =
      Pattern.compile("name=\"selectedCredentialId\"[^>]*value=\"([^\"]*)\"");
  private static final String ASKS_FOR_CODE = "name=\"otp\"";

  /** A log-in that gets its tokens from the realm itself. */
  public BrowserLogIn(String realm, String client, String redirect) {
    this(realm, client, redirect, tokensOf(realm));
  }

  /** Where a realm gives out tokens. */
  static String tokensOf(String realm) {
    return realm + "/protocol/openid-connect/token";
  }

  /**
   * An access token of somebody who logs in now.
   *
   * @param oneTimeCode asked if the page asks for one
   * @throws IOException if the page or the token endpoint answers otherwise than expected
   */
  public String token(String username, String password, Supplier<String> oneTimeCode)
      throws IOException, InterruptedException {
    return new Visit().logIn(username, password, oneTimeCode);
  }

  /** One visit. Cookies are kept by hand: Java's client sends secure ones by TLS only. */
  private final class Visit {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();

    String logIn(String username, String password, Supplier<String> oneTimeCode)
        throws IOException, InterruptedException {
      byte[] random = new byte[32];
      new SecureRandom().nextBytes(random);
      String verifier = base64Url(random);
      HttpResponse<String> answer =
          post(action(page(verifier)), Map.of("username", username, "password", password));
      if (answer.body().contains(ASKS_FOR_CODE)) {
        answer = post(action(answer), codeFields(answer, oneTimeCode.get()));
      }
      String code = find(CODE, answer.headers().firstValue("Location").orElse(""));
      HttpResponse<String> answered =
          post(
              tokens,
              Map.of(
                  "grant_type", "authorization_code",
                  "client_id", client,
                  "redirect_uri", redirect,
                  "code", code,
                  "code_verifier", verifier));
      return find(TOKEN, answered.body());
    }

    private HttpResponse<String> page(String verifier) throws IOException, InterruptedException {
      return send(
          realm
              + "/protocol/openid-connect/auth?"
              + form(
                  Map.of(
                      "client_id", client,
                      "redirect_uri", redirect,
                      "response_type", "code",
                      "scope", "openid",
                      "prompt", "login",
                      "code_challenge", base64Url(sha256(verifier)),
                      "code_challenge_method", "S256")),
          HttpRequest.newBuilder());
    }

    private Map<String, String> codeFields(HttpResponse<String> page, String code) {
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("otp", code);
      Matcher credential = CREDENTIAL.matcher(page.body());
      if (credential.find()) {
        fields.put("selectedCredentialId", credential.group(1));
      }
      return fields;
    }

    private String action(HttpResponse<String> page) throws IOException {
      return find(ACTION, page.body()).replace("&amp;", "&");
    }

    private HttpResponse<String> post(String url, Map<String, String> form)
        throws IOException, InterruptedException {
      return send(
          url,
          HttpRequest.newBuilder()
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form(form))));
    }

    private HttpResponse<String> send(String url, HttpRequest.Builder request)
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
