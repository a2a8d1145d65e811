package dev.tallystick.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Tokens.class)
class ProblemMappersTest {

  @Test
  void domainProblem_isToldWithAllItsMembers() {
    expect(get("/refusing/moved"), 409, "GUARD_MOVED")
        .body("type", equalTo("urn:tallystick:problem:guard-moved"))
        .body("title", equalTo("Guard moved"))
        .body("detail", equalTo("Decide anew."))
        .body("field", equalTo("guards[0]"))
        .body("rule", equalTo("version"))
        .body("ruleId", equalTo("R21"))
        .body("rulePack", equalTo("cn/2026.1"))
        .body("auditEventId", equalTo("0190-event"))
        .body("auditIndex", equalTo(7))
        .body("missing", equalTo(List.of("CONTACT", "METHOD")))
        .body("$", aMapWithSize(13));
  }

  @Test
  void domainProblem_wrappedByAFuture_isToldAndSaysWhenToTryAgain() {
    expect(get("/refusing/busy"), 503, "LOG_BUSY").header("Retry-After", "2");
  }

  @Test
  void fault_isToldByReferenceAlone() {
    for (String path : new String[] {"fault", "web-fault", "returns-nonsense"}) {
      expect(get("/refusing/" + path), 500, "INTERNAL_ERROR")
          .body("reference", matchesRegex("[0-9a-f-]{36}"))
          .body(not(containsString("secret")));
    }
  }

  @Test
  void database_thatIsAwayOrFullIsForLater() {
    for (String state : new String[] {"08006", "53100", "57P03", "58030", "none"}) {
      expect(get("/refusing/database/" + state), 503, "SERVICE_UNAVAILABLE")
          .header("Retry-After", "5")
          .body("reference", matchesRegex("[0-9a-f-]{36}"))
          .body(not(containsString("secret")));
    }
    expect(get("/refusing/database/23505"), 500, "INTERNAL_ERROR");
  }

  @Test
  void fault_isLoggedOnceWithItsReferenceAndItsStack() {
    LogRecorder log = LogRecorder.of("dev.tallystick.problem");

    String reference;
    try (log) {
      reference = get("/refusing/fault").extract().path("reference");
      get("/refusing/moved");
    }

    List<LogRecord> records = log.records();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).getMessage()).contains(reference);
    assertThat(records.get(0).getThrown()).hasMessage("the-cause-is-secret");
  }

  @Test
  void frameworkRefusal_keepsItsHeadersAndHidesItsMessage() {
    expect(get("/refusing/conflict"), 409, "CONFLICT")
        .header("X-Kept", "yes")
        .body(not(containsString("secret")));
  }

  @Test
  void unlistedStatus_hasTheGeneralCode() {
    expect(get("/refusing/teapot"), 418, "REQUEST_REFUSED");
  }

  @Test
  void redirect_isNoProblem() {
    get("/refusing/redirect").statusCode(303).header("Location", containsString("/elsewhere"));
  }

  @Test
  void overload_isUnavailableForNow() {
    expect(get("/refusing/overloaded"), 503, "SERVICE_UNAVAILABLE").header("Retry-After", "1");
  }

  @Test
  void malformedParameter_isRefusedWithoutItsValue() {
    for (String path : new String[] {"by-uuid/x1", "by-id/x1", "page?limit=x1"}) {
      expect(get("/refusing/" + path), 400, "MALFORMED_PARAMETER").body(not(containsString("x1")));
    }
    ValidatableResponse header = given().header("X-Size", "x1").get("/refusing/page").then();
    expect(header, 400, "MALFORMED_PARAMETER").body(not(containsString("x1")));
  }

  @Test
  void unknownPath_isNotFound() {
    for (String path : new String[] {"/refusing/nothing", "/nothing", "/q/nothing", "/"}) {
      expect(get(path), 404, "NOT_FOUND").body("field", nullValue());
    }
  }

  @Test
  void wrongMethod_isNotAllowed() {
    expect(given().delete("/refusing/page").then(), 405, "METHOD_NOT_ALLOWED");
  }

  @Test
  void unwantedAnswer_isNotAcceptable() {
    expect(given().accept("text/csv").get("/refusing/page").then(), 406, "NOT_ACCEPTABLE");
  }

  static ValidatableResponse get(String path) {
    return given().redirects().follow(false).get(path).then();
  }

  static ValidatableResponse expect(ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("code", equalTo(code));
  }
}
