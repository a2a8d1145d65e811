package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's own account pages, used the way that the browser does: log in, read, write. */
final class AccountConsole {
  /** Status and body of an answer. */
  record Answer(int status, String body) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String VERIFIER = "tallystick-tally-stick-tallystick-tally-stick";

  private final HttpClient http = HttpClient.newHttpClient();

  /** Kept by hand: browsers send secure cookies to this machine without TLS, Java's client not. */
  private final Map<String, String> cookies = new TreeMap<>();

  private final String realm;
  private final String token;

  private AccountConsole(String realm, String username, String password, Supplier<String> code)
      throws Exception {
    this.realm = realm;
    this.token = logIn(username, password, code);
  }

  /**
   * Logs somebody in.
   *
   * @param code asked for the one-time code, if the log-in page does
   */
  static AccountConsole logInAs(
      String realm, String username, String password, Supplier<String> code) throws Exception {
    return new AccountConsole(realm, username, password, code);
  }

  JsonNode read() throws IOException, InterruptedException {
    Answer answer = send(HttpRequest.newBuilder().GET(), token);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  Answer write(JsonNode account) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(account.toString())),
        token);
  }

  private Answer send(HttpRequest.Builder request, String bearer)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(
            request
                .uri(URI.create(realm + "/account/?userProfileMetadata=true"))
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + bearer)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), response.body());
  }

  /** The authorization-code flow with PKCE of Keycloak's own public client. */
  private String logIn(String username, String password, Supplier<String> code) throws Exception {
    String redirect = realm + "/account/";
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
    String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    Map<String, String> query = new TreeMap<>();
    query.put("client_id", "account-console");
    query.put("redirect_uri", redirect);
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("code_challenge", challenge);
    query.put("code_challenge_method", "S256");
    HttpResponse<String> page =
        browse(realm + "/protocol/openid-connect/auth?" + form(query), HttpRequest.newBuilder());
    String action = find("action=\"([^\"]+)\"", page.body()).replace("&amp;", "&");
    HttpResponse<String> answer = post(action, Map.of("username", username, "password", password));
    if (answer.body().contains("name=\"otp\"")) {
      Map<String, String> fields = new TreeMap<>(Map.of("otp", code.get()));
      Matcher credential =
          Pattern.compile("name=\"selectedCredentialId\"[^>]*value=\"([^\"]*)\"")
              .matcher(answer.body());
      if (credential.find()) {
        fields.put("selectedCredentialId", credential.group(1));
      }
      String next = find("action=\"([^\"]+)\"", answer.body()).replace("&amp;", "&");
      answer = post(next, fields);
    }
    String location = answer.headers().firstValue("Location").orElse(answer.body());
    HttpResponse<String> tokens =
        post(
            realm + "/protocol/openid-connect/token",
            Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "account-console",
                "redirect_uri",
                redirect,
                "code",
                find("[?&]code=([^&]+)", location),
                "code_verifier",
                VERIFIER));
    return JSON.readTree(tokens.body()).path("access_token").asText();
  }

  private HttpResponse<String> post(String url, Map<String, String> form)
      throws IOException, InterruptedException {
    return browse(
        url,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(form))));
  }

  private HttpResponse<String> browse(String url, HttpRequest.Builder request)
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

  private static String form(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("no " + pattern + " in " + text).isTrue();
    return matcher.group(1);
  }
}
