package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Somebody at the portal with a browser that runs no script: follows links and redirects, fills
 * forms in, keeps cookies. Those of the portal and of the log-in page are apart, as in a browser
 * that knows two hosts.
 */
final class PortalVisit {
  private static final Pattern FORM = Pattern.compile("<form[^>]* action=\"([^\"]+)\"");
  private static final Pattern CSRF = Pattern.compile("name=\"csrf-token\" value=\"([^\"]+)\"");
  private static final int MOST_REDIRECTS = 12;

  private final HttpClient http = HttpClient.newHttpClient();

  /** By authority. Java's client would not send secure ones without TLS. */
  private final Map<String, Map<String, String>> cookies = new HashMap<>();

  private final String portal;
  private String language = "en";

  PortalVisit(String portal) {
    this.portal = portal;
  }

  /** The same person, who prefers this language. */
  PortalVisit in(String code) {
    language = code;
    return this;
  }

  /** Opens a page of the portal and follows redirects to wherever they lead. */
  HttpResponse<String> open(String path) throws IOException, InterruptedException {
    return follow(HttpRequest.newBuilder(URI.create(portal + path)).GET());
  }

  /** Opens the address of a file, and follows no redirect. */
  HttpResponse<byte[]> download(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(portal + path)).GET(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  /** Opens a page, logs in at the page of the identity provider, and comes back. */
  HttpResponse<String> logIn(String path, String name, String password)
      throws IOException, InterruptedException {
    return logInAt(open(path), name, password);
  }

  /** Logs in as one of the staff, who types a one-time code too, and comes back. */
  HttpResponse<String> logIn(String path, String name, String password, String code)
      throws IOException, InterruptedException {
    HttpResponse<String> form = logIn(path, name, password);
    assertThat(form.body()).as("the page that asks for a code").contains("name=\"otp\"");
    return post(find(FORM, form.body()).replace("&amp;", "&"), Map.of("otp", code));
  }

  /** Presses a button: sends a form of a page of the portal, with the page's token. */
  HttpResponse<String> press(HttpResponse<String> page, String action)
      throws IOException, InterruptedException {
    return press(page, action, Map.of());
  }

  /** Fills a form of a page of the portal in, and presses its button. */
  HttpResponse<String> press(HttpResponse<String> page, String action, Map<String, String> fields)
      throws IOException, InterruptedException {
    assertThat(page.body()).as("the form").contains("action=\"" + action + "\"");
    return send(page, action, fields);
  }

  /** Sends a form that is not on the page, with the page's token. */
  HttpResponse<String> send(HttpResponse<String> page, String action, Map<String, String> fields)
      throws IOException, InterruptedException {
    Map<String, String> all = new TreeMap<>(fields);
    all.put("csrf-token", find(CSRF, page.body()));
    return post(portal + action, all);
  }

  /** Logs in at the page of the identity provider that somebody has been sent to. */
  HttpResponse<String> logInAt(HttpResponse<String> form, String name, String password)
      throws IOException, InterruptedException {
    assertThat(form.uri().getPath()).as("the log-in page").contains("/realms/");
    return post(
        find(FORM, form.body()).replace("&amp;", "&"),
        Map.of("username", name, "password", password));
  }

  private HttpResponse<String> post(String url, Map<String, String> fields)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return follow(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> follow(HttpRequest.Builder first)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = send(first);
    for (int i = 0; answer.statusCode() / 100 == 3; i++) {
      assertThat(i).as("redirects").isLessThan(MOST_REDIRECTS);
      URI next = answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
      answer = send(HttpRequest.newBuilder(next).GET());
    }
    return answer;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    URI uri = request.build().uri();
    Map<String, String> own = cookies.computeIfAbsent(uri.getAuthority(), any -> new TreeMap<>());
    request.header("Accept-Language", language);
    if (!own.isEmpty()) {
      request.header(
          "Cookie",
          own.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    HttpResponse<T> answer = http.send(request.build(), handler);
    for (String cookie : answer.headers().allValues("Set-Cookie")) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (cookie.matches("(?i).*;\\s*max-age=0(;.*|$)") || pair[1].isEmpty()) {
        own.remove(pair[0]);
      } else {
        own.put(pair[0], pair[1]);
      }
    }
    return answer;
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s", pattern).isTrue();
    return matcher.group(1);
  }
}
