package dev.tallystick.problem;

import static dev.tallystick.problem.ProblemMappersTest.expect;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Tokens.class)
class BodyProblemTest {
  private static final String[] PATHS = {"/refusing/order", "/refusing/order-reactive"};

  @Test
  void brokenJson_namesTheRule() {
    for (String path : PATHS) {
      for (String body :
          new String[] {"{", "{\"name\":", "{\"amount\":1e}", "nonsense", "{\"\\u0\""}) {
        expect(post(path, body), 400, "MALFORMED_JSON")
            .body("rule", equalTo("json-syntax"))
            .body("field", nullValue());
      }
    }
  }

  /** What no timestamp of the log can say would fail later, as a fault of the service. */
  @Test
  void timeThatTheLogCannotTell_isRefused() {
    for (String path : PATHS) {
      for (String time :
          new String[] {
            "\"+999999999-12-31T23:59:59Z\"", "\"-0001-01-01T00:00:00Z\"", "1e300", "7"
          }) {
        expect(post(path, "{\"name\":\"a\",\"due\":" + time + "}"), 400, "MALFORMED_JSON")
            .body("field", equalTo("due"))
            .body("rule", equalTo("type"));
      }
    }
  }

  @Test
  void memberTwice_isRefused() {
    for (String path : PATHS) {
      expect(post(path, "{\"amount\":1,\"amount\":2}"), 400, "MALFORMED_JSON");
    }
  }

  @Test
  void acceptThatIsNone_isRefusedBeforeAnythingIsDone() throws Exception {
    assertThat(accepting("/;=,").statusCode()).isEqualTo(406);
    assertThat(accepting("/;=,").body()).contains("NOT_ACCEPTABLE");
    // The last is what the JDK's older client sends.
    for (String sound :
        List.of("", "*/*", "application/json;q=0.5, text/plain", "text/html, *; q=.2, */*; q=.2")) {
      assertThat(accepting(sound).statusCode()).as(sound).isEqualTo(200);
    }
  }

  private static HttpResponse<String> accepting(String accept) throws Exception {
    URI page = URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/refusing/page");
    HttpRequest request = HttpRequest.newBuilder(page).header("Accept", accept).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @Test
  void contentTypeThatIsNone_isRefused() throws Exception {
    for (String path : PATHS) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
              .header("Content-Type", "/;=,")
              .POST(BodyPublishers.ofString("{}"))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(path).isEqualTo(415);
      assertThat(answer.body()).as(path).contains("UNSUPPORTED_MEDIA_TYPE");
    }
  }

  @Test
  void jsonOfAnotherType_namesTheFieldAndNotTheValue() {
    for (String path : PATHS) {
      expect(post(path, "[]"), 400, "MALFORMED_JSON")
          .body("rule", equalTo("type"))
          .body("field", nullValue());
      expect(post(path, "{\"amount\":\"x1\"}"), 400, "MALFORMED_JSON")
          .body("rule", equalTo("type"))
          .body("field", equalTo("amount"))
          .body(not(containsString("x1")));
      expect(post(path, "{\"lines\":[{},{\"count\":\"x1\"}]}"), 400, "MALFORMED_JSON")
          .body("field", equalTo("lines[1].count"));
    }
  }

  @Test
  void scalarOfAnotherType_isNotConverted() {
    for (String path : PATHS) {
      for (String amount :
          new String[] {"0.8", "99.99", "-0.5", "1e2", "1.0", "true", "\"80\"", "\"\""}) {
        expect(post(path, "{\"name\":\"a\",\"amount\":" + amount + "}"), 400, "MALFORMED_JSON")
            .body("field", equalTo("amount"))
            .body("rule", equalTo("type"));
      }
      for (String name : new String[] {"7", "0.5", "true"}) {
        expect(post(path, "{\"name\":" + name + "}"), 400, "MALFORMED_JSON")
            .body("field", equalTo("name"));
      }
      expect(post(path, "{\"name\":\"a\",\"amount\":1} 2"), 400, "MALFORMED_JSON");
    }
  }

  @Test
  void unknownField_isNamedOnlyWhenItLooksLikeAField() {
    expect(post(PATHS[0], "{\"nmae\":1}"), 400, "MALFORMED_JSON")
        .body("rule", equalTo("known-field"))
        .body("field", equalTo("nmae"));
    expect(post(PATHS[0], "{\"110101199001010000\":1}"), 400, "MALFORMED_JSON")
        .body("field", equalTo("[*]"))
        .body(not(containsString("1101")));
  }

  @Test
  void limitsOfJson_areNamed() {
    String nested = "{\"lines\":" + "[".repeat(1900);
    expect(post(PATHS[0], nested), 400, "MALFORMED_JSON");
    expect(post(PATHS[0], "{\"amount\":" + "1".repeat(1500) + "}"), 400, "MALFORMED_JSON")
        .body("rule", equalTo("json-limits"));
  }

  @Test
  void constraint_namesTheFieldAndTheRuleAndNotTheValue() {
    for (String path : PATHS) {
      expect(post(path, "{\"name\":\"Zhang Wei Min\"}"), 422, "CONSTRAINT_VIOLATED")
          .body("field", equalTo("name"))
          .body("rule", equalTo("size"))
          .body("detail", equalTo("The field breaks the rule: size (max 8, min 1)."))
          .body(not(containsString("Zhang")));
      expect(
              post(path, "{\"name\":\"ok\",\"lines\":[{},{\"text\":\"Zhang\"}]}"),
              422,
              "CONSTRAINT_VIOLATED")
          .body("field", equalTo("lines[1].text"))
          .body("rule", equalTo("size"));
    }
  }

  @Test
  void severalConstraints_tellTheFirstByNameAndTheirNumber() {
    expect(post(PATHS[0], "{\"amount\":11,\"name\":\"\"}"), 422, "CONSTRAINT_VIOLATED")
        .body("field", equalTo("amount"))
        .body("rule", equalTo("max"))
        .body("detail", containsString("2 rules in all"))
        .body("errors.field", contains("amount", "name"))
        .body("errors.rule", contains("max", "size"));
  }

  @Test
  void fieldOfFewValues_tellsThemAndNotTheCallers() {
    for (String path : PATHS) {
      expect(post(path, "{\"name\":\"ok\",\"answer\":\"Zhang\"}"), 422, "CONSTRAINT_VIOLATED")
          .body("field", equalTo("answer"))
          .body("allowed", contains("DONE", "NOT_HELD"))
          .body("help", equalTo("docs/problems.md#constraint-violated"))
          .body(not(containsString("Zhang")));
      expect(post(path, "{\"name\":\"ok\",\"mode\":\"Zhang\"}"), 400, "MALFORMED_JSON")
          .body("field", equalTo("mode"))
          .body("allowed", contains("FAST", "SLOW"))
          .body(not(containsString("Zhang")));
    }
  }

  @Test
  void manyWrongItems_areNotToldOneByOne() {
    String line = "{\"text\":\"too long\"}";
    String body = "{\"name\":\"ok\",\"lines\":[" + (line + ",").repeat(29) + line + "]}";

    expect(post(PATHS[0], body), 422, "CONSTRAINT_VIOLATED").body("errors.size()", equalTo(20));
  }

  @Test
  void missingBody_isNamedLikeAField() {
    expect(post(PATHS[0], ""), 422, "CONSTRAINT_VIOLATED")
        .body("field", equalTo("order"))
        .body("rule", equalTo("not-null"));
  }

  @Test
  void parameterConstraint_namesTheParameter() {
    expect(given().get("/refusing/page?limit=101").then(), 422, "CONSTRAINT_VIOLATED")
        .body("field", equalTo("limit"))
        .body("rule", equalTo("max"));
  }

  @Test
  void wrongMediaType_isUnsupported() {
    ValidatableResponse response =
        given().contentType("text/plain").body("x").post(PATHS[0]).then();
    expect(response, 415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @Test
  void hugeBody_isTooLargeAndClosesTheConnection() {
    for (String path : new String[] {PATHS[0], PATHS[1], "/nothing"}) {
      expect(post(path, "x".repeat(2001)), 413, "BODY_TOO_LARGE").header("Connection", "close");
    }
  }

  @Test
  void hugeBody_isAnsweredWhileItIsStillBeingSent() throws Exception {
    URI uri = URI.create(RestAssured.baseURI + ":" + RestAssured.port + PATHS[0]);
    for (HttpClient.Version version : HttpClient.Version.values()) {
      HttpClient client = HttpClient.newBuilder().version(version).build();
      // The first request of a client that prefers HTTP/2 makes the upgrade.
      client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .POST(BodyPublishers.ofByteArray(new byte[20_000_000]))
              .build();

      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

      assertThat(response.version()).isEqualTo(version);
      assertThat(response.statusCode()).as(version.toString()).isEqualTo(413);
      assertThat(response.body()).contains("BODY_TOO_LARGE");
    }
  }

  @Test
  void hugeStream_isTooLargeAndNoFault() throws Exception {
    String request =
        "POST /refusing/upload HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
            + "bb8\r\n%s\r\n".formatted("x".repeat(0xbb8));
    LogRecorder errors = LogRecorder.of("io.quarkus.vertx.http.runtime.QuarkusErrorHandler");

    String status;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        errors) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      status =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
    }

    // Quarkus ends this response itself, so it has no body; see the README.
    assertThat(status).startsWith("HTTP/1.1 413 ");
    assertThat(errors.records()).isEmpty();
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }
}
