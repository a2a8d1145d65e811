package dev.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What detectors have noticed and where the halves of the tally differ, as a watcher reads it. */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(HostileNeighbours.class)
class TallyPagesTest {
  private Browser reader;

  @BeforeEach
  void logIn() {
    reader = Browser.loggedIn();
    // Names are remembered for a minute.
    reader.get("/auditor/unconfirmed");
    HostileNeighbours.asked();
  }

  @Test
  void detectors_sayWhatWasNoticed_andWhatBecameOfIt() {
    String page = reader.get("/auditor/detectors?cursor=AA%3D").asString();
    String chinese = reader.request().cookie("lang", "zh").get("/auditor/detectors").asString();

    assertThat(HostileNeighbours.asked())
        .contains("GET /audit/v1/anomalies?limit=100&cursor=AA%3D");
    assertThat(page)
        .contains("Releases without a receipt", "1 March 10:00 to 1 March 10:01", "1,000", ">20<")
        .contains("alarm", "no longer", "not yet", "the log itself", "erased")
        .contains("Many lenders ask for one person", "no single party")
        .contains("href=\"/auditor/lineage?kind=PARTY&amp;id=mall-east&amp;why=detectors\"");
    assertThat(chinese).contains("没有回执的提供", "已结束", "日志本身", "不涉及单一机构");
  }

  @Test
  void reconciliation_saysWhereTheHalvesDiffer_andLeadsThere() {
    String page = reader.get("/auditor/reconciliation?from=2026-03-01&to=2026-03-07").asString();

    assertThat(HostileNeighbours.asked())
        .contains("GET /audit/v1/reconciliation?from=2026-03-01&to=2026-03-07");
    assertThat(page)
        .contains("8 releases, 5 confirmed, 3 without the other half.", "¥3.20 for 4")
        .contains(
            "3 not confirmed. 3 charged and not confirmed.", "Where the halves differ, by day")
        .contains(
            "<a href=\"/auditor/unconfirmed\">2</a>", "<a href=\"/auditor/unconfirmed\">1</a>");
    assertThat(page.split("Where the halves differ, by day", -1)[1])
        .as("days that agree")
        .doesNotContain("2 March");
    assertThat(
            reader
                .request()
                .cookie("lang", "zh")
                .get("/auditor/reconciliation?from=2026-03-01&to=2026-03-07")
                .asString())
        .contains("账目的两半一致吗？", "3 次已收费但没有确认。");
  }

  @Test
  void parity_setsTheHoldersGroupBesideTheRest_andSaysWhatIsLeftOut() {
    String page = reader.get("/auditor/parity?month=2026-03").asString();

    assertThat(HostileNeighbours.asked()).contains("GET /audit/v1/parity?month=2026-03");
    assertThat(page)
        .contains("25.5 %", "reports to lenders", "1,000", "1.2 s", "47 s", "2.5 %", "too few")
        .contains("How fast the bureaus are", "5.1 s", "15.3 %")
        .contains("¥0.80", "¥1.00", "No product was sold often enough to both.")
        .contains("href=\"/auditor/parity/file?format=csv&amp;month=2026-03\"");
    assertThat(
            reader.request().cookie("lang", "zh").get("/auditor/parity?month=2026-03").asString())
        .contains("征信机构是否同等对待其股东与其他机构？", "数量过少", "47 秒");
    assertThat(reader.get("/auditor/parity?month=2026-13").statusCode()).isEqualTo(200);
  }

  @Test
  void parity_isATableToTakeAlong() {
    Response csv = reader.get("/auditor/parity/file?format=csv&month=2026-03");
    Response json = reader.get("/auditor/parity/file?format=json&month=2026-03");

    assertThat(csv.asString())
        .contains("basis_points,side,group_cases", "mall-east,2550,LENDER,1000,1200,25,16,47000,,");
    assertThat(json.jsonPath().getList("rows")).hasSize(2);
    assertThat(reader.get("/auditor/parity/file?format=csv&month=march").statusCode())
        .isEqualTo(404);
  }

  @Test
  void sealedReads_areCountedByAuthority() {
    String page = reader.get("/auditor/sealed").asString();

    assertThat(HostileNeighbours.asked()).contains("GET /audit/index/sealed");
    assertThat(page)
        .contains("How much is kept from persons, and until when?", "<strong>1</strong>")
        .contains("1 March 10:00");
    assertThat(reader.request().cookie("lang", "zh").get("/auditor/sealed").asString())
        .contains("有多少读取暂不告知本人，到何时为止？");
    assertThat(reader.get("/auditor/sealed/file?format=csv").asString())
        .contains("mall-east,1,0,0,,");
  }

  @Test
  void pagesOfTheTally_thatHaveNothingToShow_sayWhatToDo() {
    try {
      HostileNeighbours.say("/audit/v1/anomalies?limit=100", 200, "{\"size\":9,\"anomalies\":[]}");
      HostileNeighbours.say(
          "/audit/v1/reconciliation?from=2026-03-01&to=2026-03-07",
          200,
          "{\"size\":9,\"days\":[]}");
      HostileNeighbours.say(
          "/audit/v1/parity?month=2026-03", 200, "{\"month\":\"2026-03\",\"rows\":[]}");
      HostileNeighbours.say("/audit/index/sealed", 200, "{\"authorities\":[]}");
      assertThat(reader.get("/auditor/parity?month=2026-03").asString())
          .contains("No bureau with a recorded holder");
      assertThat(reader.get("/auditor/sealed").asString()).contains("Nothing has ever been sealed");
      assertThat(reader.get("/auditor/detectors").asString())
          .contains("No detector has raised anything", "href=\"/auditor/unconfirmed\"");
      assertThat(reader.get("/auditor/reconciliation?from=2026-03-01&to=2026-03-07").asString())
          .contains("Nothing was released in these days. Choose others above.");
    } finally {
      HostileNeighbours.sayAsUsual();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/auditor/detectors", "/auditor/reconciliation", "/auditor/unconfirmed"})
  void page_ofAServiceThatIsAway_saysSo_andItsFilesAreNone(String path) {
    HostileNeighbours.away(Set.of("audit"));
    try {
      Response page = reader.get(path);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.asString()).contains("<h1>", "is not there right now");
      if (!path.endsWith("unconfirmed")) {
        String query = "/file?from=2026-03-01&to=2026-03-07&format=csv";
        assertThat(reader.get(path + query).statusCode()).isEqualTo(503);
      }
    } finally {
      HostileNeighbours.away(Set.of());
    }
  }
}
