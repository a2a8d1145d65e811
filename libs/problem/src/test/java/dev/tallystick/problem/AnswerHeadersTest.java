package dev.tallystick.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Tokens.class)
class AnswerHeadersTest {
  @Test
  void everyAnswer_isKeptByNobodyAndTakenForNothingElse() {
    for (String path :
        new String[] {
          "/refusing/page", "/refusing/page?limit=101", "/refusing/private", "/nothing", "/q/health"
        }) {
      Response answer = given().get(path);

      assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
    }
  }

  @Test
  void whatSaysHowLongItMayBeKept_keepsThat() {
    Response answer = given().get("/refusing/kept");

    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void bodyThatIsTooLarge_isAnsweredAlike() {
    Response answer =
        given().contentType("application/json").body("x".repeat(2_001)).post("/refusing/order");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }
}
