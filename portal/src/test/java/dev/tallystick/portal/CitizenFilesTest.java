package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person's pages show, as tables to keep: the same, for the person alone. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(HostileNeighbours.class)
class CitizenFilesTest {
  private static final String RECORD = "rec_" + HostilePersonPages.UUID7;

  private Browser reader;

  @BeforeEach
  void logIn() {
    reader = Browser.loggedIn();
    // What parties are called is remembered for a minute.
    reader.get("/me/consents");
    HostileNeighbours.asked();
  }

  @AfterEach
  void repair() {
    HostileNeighbours.away(Set.of());
    HostileNeighbours.sayAsUsual();
  }

  @ParameterizedTest
  @ValueSource(strings = {"usage", "records"})
  void file_isADownloadOfWhatThePageShows_thatNobodyKeeps(String name) {
    Response page = reader.get("/me/" + name);
    assertThat(page.asString()).contains("href=\"/me/" + name + ".csv\" download");
    HostileNeighbours.asked();

    Response file = reader.get("/me/" + name + ".csv");

    assertThat(file.statusCode()).as(file.asString()).isEqualTo(200);
    assertThat(file.contentType()).startsWith("text/csv");
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"my-" + name + ".csv\"");
    assertThat(file.header("Cache-Control")).isEqualTo("no-store");
    assertThat(file.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(file.asString().lines()).hasSizeGreaterThan(1);
    assertThat(HostileNeighbours.asked()).hasSize(1).allMatch(line -> line.startsWith("GET "));
  }

  @Test
  void records_areALineForEachMember_inTheLanguageOfTheReader() {
    HostileNeighbours.say(
        "/vault/v1/me/records",
        200,
        """
        {"records":[{"record":"%s","provider":"corner-shop","category":"SHOPPING.AGGREGATE","version":1,"statement":"Not \\"mine\\", I think.",
          "content":{"band":"=1+1","month":"2026-01"}}]}
        """
            .formatted(RECORD));

    assertThat(reader.get("/me/records.csv").asString().lines())
        .containsExactly(
            "Number,Company,Kind of data,To be known,My words,Member,What it says",
            RECORD + ",corner-shop,shopping summary,,\"Not \"\"mine\"\", I think.\",band,'=1+1",
            RECORD + ",corner-shop,shopping summary,,\"Not \"\"mine\"\", I think.\",month,2026-01");
    assertThat(reader.request().cookie("lang", "zh").get("/me/records.csv").asString())
        .contains("编号,公司,数据类别");
  }

  /** The file has what is on the page, from the same place on. */
  @Test
  void file_goesOnWhereThePageDoes() {
    assertThat(reader.get("/me/usage?party=mall-east&cursor=AA").asString())
        .contains("href=\"/me/usage.csv?party=mall-east&amp;cursor=AA\" download");
    HostileNeighbours.asked();

    reader.get("/me/usage.csv?outcome=refused&party=mall-east&cursor=AA");
    reader.get("/me/records.csv?after=" + RECORD);
    reader.get("/me/records.csv?after=../../other");

    List<String> asked = HostileNeighbours.asked();
    assertThat(asked.get(0))
        .startsWith("GET /audit/v1/me/usage?")
        .contains("party=mall-east", "cursor=AA");
    assertThat(asked.subList(1, asked.size()))
        .containsExactly("GET /vault/v1/me/records?after=" + RECORD, "GET /vault/v1/me/records");
  }

  /** What another site has a browser open is the page, not a file on the person's disk. */
  @ParameterizedTest
  @ValueSource(strings = {"usage", "records"})
  void file_isNotMadeForAnotherSite_orWithoutALogIn_orOfNothing(String name) {
    String path = "/me/" + name + ".csv";
    Response elsewhere = reader.request().header("Sec-Fetch-Site", "cross-site").get(path);
    assertThat(elsewhere.statusCode()).isEqualTo(303);
    assertThat(elsewhere.header("Location")).endsWith("/me/" + name);
    assertThat(given().redirects().follow(false).get(path).statusCode()).isEqualTo(302);
    assertThat(HostileNeighbours.asked()).isEmpty();

    HostileNeighbours.away(Set.of("audit", "vault"));
    Response away = reader.get(path);
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.contentType()).startsWith("text/html");
    assertThat(away.header("Content-Disposition")).isNull();
  }
}
