package dev.tallystick.problem;

import static dev.tallystick.problem.ProblemMappersTest.expect;
import static dev.tallystick.problem.ProblemMappersTest.get;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Tokens.class)
class ProblemRoutesTest {

  @Test
  void domainProblem_ofARoute_isToldAsFromAResource() {
    expect(get("/routes/busy"), 503, "LOG_BUSY").header("Retry-After", "2");
    expect(get("/routes/refuse"), 503, "LOG_BUSY").header("Retry-After", "2");
  }

  @Test
  void bareStatus_hasItsCode() {
    expect(get("/routes/gone"), 410, "GONE");
    expect(get("/routes/malformed"), 400, "MALFORMED_REQUEST").body(not(containsString("secret")));
  }

  @Test
  void fault_isToldByReferenceAlone() {
    expect(get("/routes/fault"), 500, "INTERNAL_ERROR")
        .body("reference", matchesRegex("[0-9a-f-]{36}"))
        .body(not(containsString("secret")));
  }

  @Test
  void overload_isUnavailableForNow() {
    expect(get("/routes/overloaded"), 503, "SERVICE_UNAVAILABLE").header("Retry-After", "1");
  }

  @Test
  void refusalOfTheCaller_isToldAsFromAResource() {
    expect(get("/routes/anonymous"), 401, "AUTHENTICATION_REQUIRED")
        .header("WWW-Authenticate", equalTo("Bearer"));
    expect(get("/routes/forbidden"), 403, "FORBIDDEN");
  }
}
