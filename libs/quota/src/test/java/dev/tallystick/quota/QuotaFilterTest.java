package dev.tallystick.quota;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.TestClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One holder asks and adds without end. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class QuotaFilterTest {
  @Inject ThingResource things;
  @Inject TestClock clock;
  private final String person = "sub_" + UUID.randomUUID();

  private static RequestSpecification as(String role, Map<String, String> claims) {
    JwtClaimsBuilder token = Jwt.claims();
    claims.forEach(token::claim);
    String jwt =
        token
            .issuer("https://server.example.com")
            .audience("test-service")
            .subject(claims.toString())
            .claim("realm_access", Map.of("roles", Set.of(role)))
            .claim("amr", List.of("pwd", "otp"))
            .expiresIn(Duration.ofHours(1))
            .sign();
    return given().auth().oauth2(jwt);
  }

  private RequestSpecification person() {
    return as("citizen", Map.of("subject", person));
  }

  @Test
  void person_whoAddsWithoutEnd_isRefusedForTheRestOfTheDay() {
    for (int i = 0; i < 5; i++) {
      assertThat(person().post("/things").statusCode()).isEqualTo(204);
    }
    int added = things.added.get();

    Response refused = person().post("/things");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.contentType()).startsWith("application/problem+json");
    assertThat(refused.jsonPath().getString("code")).isEqualTo("APPEND_QUOTA_EXCEEDED");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 86_400);
    assertThat(things.added).hasValue(added);
    assertThat(person().get("/things").statusCode()).as("reads go on").isEqualTo(200);
    assertThat(person().post("/things/search").statusCode()).as("so do searches").isEqualTo(200);
    assertThat(as("citizen", Map.of("subject", person + "x")).post("/things").statusCode())
        .as("another person")
        .isEqualTo(204);

    clock.pass(Duration.ofDays(1));
    assertThat(person().post("/things").statusCode()).as("the next day").isEqualTo(204);
  }

  @Test
  void person_whoAsksWithoutEnd_isRefusedForTheRestOfTheMinute_butStopsAllTheSame() {
    for (int i = 0; i < 20; i++) {
      assertThat(person().get("/things").statusCode()).isEqualTo(200);
    }

    Response refused = person().get("/things");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("REQUEST_QUOTA_EXCEEDED");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
    for (int i = 0; i < 40; i++) {
      assertThat(person().post("/things/stop").statusCode()).as("a stop").isEqualTo(200);
    }
    assertThat(given().get("/things/public").statusCode()).as("public").isEqualTo(200);

    clock.pass(Duration.ofMinutes(1));
    assertThat(person().get("/things").statusCode()).as("a minute later").isEqualTo(200);
  }

  @Test
  void party_hasOneQuotaForAllItsClerks_andServicesHaveNone() {
    String bank = "bank-" + UUID.randomUUID();
    for (int i = 0; i < 50; i++) {
      Map<String, String> clerk = Map.of("party", bank, "staff", "clerk-" + i % 3);
      assertThat(as("lender", clerk).get("/things").statusCode()).isEqualTo(200);
    }

    Map<String, String> another = Map.of("party", bank, "staff", "clerk-3");
    assertThat(as("lender", another).get("/things").statusCode()).isEqualTo(429);
    for (int i = 0; i < 30; i++) {
      assertThat(as("service", Map.of("azp", "data-vault")).post("/things").statusCode())
          .isEqualTo(204);
    }
  }
}
