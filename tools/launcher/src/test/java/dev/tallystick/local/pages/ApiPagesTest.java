package dev.tallystick.local.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages in front of something that tells what reached it. */
class ApiPagesTest {
  private static final String DESCRIPTION =
      """
      {"openapi": "3.1.0",
       "components": {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}},
       "paths": {}}
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer behind = start();
  private final ApiPages pages = pages();

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private ApiPages pages() {
    String address = "http://127.0.0.1:" + behind.getAddress().getPort();
    try {
      return ApiPages.start(0, address + "/realms/r", Map.of("audit-service", address));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void tellWhatComes() {
    behind.createContext(
        "/",
        exchange -> {
          String told =
              exchange.getRequestURI().getPath().equals("/q/openapi")
                  ? DESCRIPTION
                  : exchange.getRequestMethod()
                      + " "
                      + exchange.getRequestURI()
                      + " "
                      + exchange.getRequestHeaders().getFirst("Authorization")
                      + " "
                      + exchange.getRequestHeaders().getFirst("Cookie")
                      + " "
                      + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          exchange.getResponseHeaders().set("Set-Cookie", "a=b");
          exchange.sendResponseHeaders(200, 0);
          try (exchange) {
            exchange.getResponseBody().write(told.getBytes(UTF_8));
          }
        });
    behind.start();
  }

  @AfterEach
  void end() {
    pages.close();
    behind.stop(0);
  }

  @Test
  void page_runsNoScriptThatIsNotOurs() throws Exception {
    for (String path : new String[] {"/", "/pages.js", "/ui/swagger-ui-bundle.js"}) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("script-src 'self';", "frame-ancestors 'none'", "connect-src 'self'");
    }
    assertThat(get("/").body()).contains("/pages.js").doesNotContain("<script>");
    assertThat(get("/oauth2-redirect.html").headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'sha256-"));
  }

  @Test
  void description_saysWhereToLogIn() throws Exception {
    JsonNode json = new ObjectMapper().readTree(get("/audit-service/openapi").body());

    assertThat(json.at("/servers/0/url").asText()).isEqualTo("/audit-service");
    JsonNode flow = json.at("/components/securitySchemes/bearer/flows/authorizationCode");
    assertThat(flow.get("authorizationUrl").asText())
        .endsWith("/realms/r/protocol/openid-connect/auth");
    assertThat(flow.get("tokenUrl").asText()).isEqualTo(pages.address() + "/token");
  }

  @Test
  void requests_arePassedOnWithTheCallersTokenAndNothingElse() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri("/audit-service/v1/me/usage?limit=3"))
                .header("Authorization", "Bearer mine")
                .header("Cookie", "session=1")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.body()).isEqualTo("POST /v1/me/usage?limit=3 Bearer mine null {}");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(get("/audit-service/v1/x").body()).as("no token of its own").contains(" null null");
  }

  @Test
  void others_areNotReachedThroughIt() throws Exception {
    for (String path : new String[] {"/data-vault/v1/x", "/v1/x", "/ui/../index.html", "/ui/x"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(raw("GET / HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"))
        .as("a name that somebody lets lead here")
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void large_isRefused() throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(uri("/audit-service/v1/x"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[(1 << 20) + 1]))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void serviceThatIsAway_isToldAsSuch() throws Exception {
    String nobody = "http://127.0.0.1:1";
    try (ApiPages alone = ApiPages.start(0, nobody, Map.of("audit-service", nobody))) {
      for (String path : new String[] {"/audit-service/v1/x", "/audit-service/openapi", "/token"}) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(URI.create(alone.address() + path)).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(502);
      }
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(pages.address() + path);
  }

  private String raw(String request) throws IOException {
    URI address = URI.create(pages.address());
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
