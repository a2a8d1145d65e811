package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Pages of a portal that remembers nothing yet, and whose services answer a part of what they are
 * asked, or in parts.
 */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(
    value = HostileNeighbours.class,
    initArgs = @ResourceArg(name = "memory", value = "empty"))
class PartialAnswersTest {
  private static final String PARTIES = "/consent/v1/parties?limit=200";
  private static final String MORE_PARTIES = PARTIES + "&after=lender-200";

  @AfterEach
  void repair() {
    HostileNeighbours.sayAsUsual();
  }

  private static String parties(int first, int last, String more) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(
            i ->
                "{\"party\":\"lender-%d\",\"role\":\"LENDER\",\"legalName\":\"Bank No. %d\"}"
                    .formatted(i, i))
        .collect(Collectors.joining(",", "{\"parties\":[", "]" + more + "}"));
  }

  @Test
  void publicPage_isThereAgain_onceItsServiceHasTimeForTheQuestion() {
    HostileNeighbours.say("/consent/v1/traffic", 429, "");
    assertThat(given().get("/board/flows").asString()).contains("That was a lot at once.");

    HostileNeighbours.sayAsUsual();
    assertThat(given().get("/board/flows").asString())
        .contains("&lt;script&gt;alert")
        .doesNotContain("That was a lot at once.");
  }

  /** Nobody knows then which names are made up. */
  @Test
  void publicPage_ofWhomever_asksNobodyWithoutTheListOfThoseThereAre() {
    HostileNeighbours.say("/consent/v1/publications", 503, "");
    HostileNeighbours.asked();

    for (String path : List.of("/board/tariffs/made-up", "/board/collects/made-up")) {
      Response page = given().get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.asString()).as(path).contains("This part is not there right now");
    }
    assertThat(HostileNeighbours.asked())
        .isNotEmpty()
        .allMatch(line -> line.equals("GET /consent/v1/publications"));
  }

  /** Whoever reads is not known to the thread that brings the first page. */
  @Test
  void names_onTheSecondPageOfParties_areShown_andWithoutItTheIds() {
    HostileNeighbours.say(PARTIES, 200, parties(1, 200, ",\"next\":\"lender-200\""));
    HostileNeighbours.say(MORE_PARTIES, 503, "");
    HostileNeighbours.say(
        "/consent/v1/me/consents",
        200,
        """
        {"consents":[{"consent":"c","version":1,"status":"given","kind":"k","recipient":"lender-7","purpose":"p","categories":[],"retention":"r",
           "validFrom":"v","validUntil":"v","index":1},
          {"consent":"d","version":1,"status":"given","kind":"k","recipient":"lender-201","purpose":"p","categories":[],"retention":"r",
           "validFrom":"v","validUntil":"v","index":2}]}
        """);
    Browser reader = Browser.loggedIn();
    Response ids = reader.get("/me/consents");

    assertThat(ids.statusCode()).as(ids.asString()).isEqualTo(200);
    assertThat(ids.asString()).contains("lender-7", "lender-201").doesNotContain("Bank No. 201");

    HostileNeighbours.say(MORE_PARTIES, 200, parties(201, 201, ""));
    Response names = reader.get("/me/consents");

    assertThat(names.statusCode()).isEqualTo(200);
    assertThat(names.asString()).contains("Bank No. 7", "Bank No. 201");
  }
}
