package dev.tallystick.portal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of auditors, the regulator and the public, fed with markup in every text: it stays
 * text. A page asks each service once, and a person's token stands in no address.
 */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(HostileNeighbours.class)
class WatchPagesTest {
  private static final String TOKEN = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
  private static final String RELEASE = "019c0000-0000-7000-8000-000000000001";
  private static final String UNKNOWN = "019c0000-0000-7000-8000-000000000404";
  private static final String DIGEST = "ab".repeat(32);
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");

  private Browser reader;

  @BeforeEach
  void logIn() {
    reader = Browser.loggedIn();
    // Names are remembered for a minute, and so is the log's health.
    reader.get("/auditor");
    HostileNeighbours.asked();
  }

  private RequestSpecification form() {
    return reader
        .request()
        .header("Sec-Fetch-Site", "same-origin")
        .contentType(ContentType.URLENC)
        .formParam("csrf-token", reader.csrf());
  }

  private static void assertCalm(String html) {
    assertThat(html).startsWith("<!doctype html>");
    assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
    String withoutText = html.replaceAll("(?s)&quot; onload=&quot;alert\\(2\\)", "");
    assertThat(INLINE.matcher(withoutText).find()).as("inline script or style").isFalse();
  }

  /** By service, how often it was asked since the last look. */
  private static Map<String, Long> calls() {
    return HostileNeighbours.asked().stream()
        .collect(
            Collectors.groupingBy(
                line -> line.replaceFirst("^[A-Z]+ /([a-z]+)/.*", "$1"), Collectors.counting()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auditor",
        "/auditor/lineage?kind=RELEASE&id=" + RELEASE,
        "/auditor/lineage?kind=PARTY&id=mall-east&from=2026-01-01&party=mall-east&purpose=LOAN_APPROVAL&target=mall-east",
        "/auditor/money?from=2026-03-01&to=2026-03-07",
        "/auditor/unconfirmed",
        "/auditor/detectors",
        "/auditor/reconciliation",
        "/auditor/reconciliation?from=2026-03-01&to=2026-03-07",
        "/auditor/parity",
        "/auditor/parity?month=2026-03",
        "/auditor/sealed",
        "/auditor/health",
        "/auditor/reads",
        "/regulator",
        "/regulator/duties",
        "/regulator/refusals?from=2026-03-01&to=2026-03-07&rule=R01",
        "/regulator/parties",
        "/regulator/ownership",
        "/regulator/scoreboard",
        "/regulator/packs",
        "/regulator/approvals"
      })
  void page_showsTextAsText_andAsksEachServiceOnce(String path) {
    Response page = reader.get(path);

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertCalm(page.asString());
    assertThat(calls().values()).isNotEmpty().allMatch(times -> times == 1);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void firstPageOfTheRegulator_saysWhatWaitsForASecondPerson() {
    assertThat(reader.get("/regulator").asString()).contains("3 acts wait for a second person.");
    assertThat(reader.request().cookie("lang", "zh").get("/regulator").asString())
        .contains("有 3 项操作在等待第二人。");
  }

  @Test
  void difference_isText() {
    Response page = reader.get("/regulator/packs/difference?from=" + DIGEST + "&to=" + DIGEST);

    assertThat(page.statusCode()).isEqualTo(200);
    assertCalm(page.asString());
    assertThat(reader.get("/regulator/packs/difference?from=x&to=y").statusCode()).isEqualTo(404);
  }

  @Test
  void replay_isText() {
    Response page =
        form()
            .formParam("pack", "cn-2025")
            .formParam("from", "2026-01-01")
            .formParam("to", "2026-01-31")
            .post("/regulator/packs/replay");

    assertThat(page.statusCode()).isEqualTo(200);
    assertCalm(page.asString());
    assertThat(HostileNeighbours.body("/consent/v1/replays")).contains("\"pack\":\"cn-2025\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/board/direct-sales",
        "/board/flows",
        "/board/collects",
        "/board/collects/mall-east",
        "/board/tariffs",
        "/board/tariffs/bureau-north",
        "/board/costs",
        "/board/channels",
        "/board/bureaus",
        "/board/joint-loans"
      })
  void publicPage_needsNoLogIn_isText_andMayBeKeptForAMinute(String path) {
    Response page = given().get(path);

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertCalm(page.asString());
    assertThat(page.header("Cache-Control")).isEqualTo("private, max-age=60");
    assertThat(page.header("Vary")).contains("Cookie", "Accept-Language");
    HostileNeighbours.asked();
    assertThat(given().get(path).statusCode()).isEqualTo(200);
    assertThat(HostileNeighbours.asked()).as("the second reader of the minute").isEmpty();
  }

  @Test
  void figuresOfTheMarket_areInTheReadersWords() {
    assertThat(given().get("/board/costs").asString())
        .contains("In 2026-03 reports cost ¥3.75 for each loan that was approved.")
        .contains("1,230 or more", "all products", "too few");
    assertThat(given().get("/board/channels").asString())
        .contains("In 2026-02 99.3 % of what went to lenders came through bureaus.")
        .contains("4,500 or more", "fewer than ten", "¥4,320.00");
    assertThat(given().get("/board/bureaus").asString())
        .contains("1.2 s", "47 s", "2.5 %", "2,340 or more")
        .contains("A bureau that does not answer at all leaves no entry");
    assertThat(given().get("/board/joint-loans").asString())
        .contains("In 2026-03 33.3 % of the loans were joint ones.")
        .contains("1,230 or more", "410 or more", "-25 %", "40 or more");
    assertThat(given().cookie("lang", "zh").get("/board/joint-loans").asString())
        .contains("2026-03 有 33.3 % 的贷款是联合贷款。");
    assertThat(given().cookie("lang", "zh").get("/board/costs").asString())
        .contains("2026-03 每笔获批贷款的报告成本为");
    assertThat(given().cookie("lang", "zh").get("/board/bureaus").asString())
        .contains("完全不答复的征信机构不会留下任何记录", "47 秒");
  }

  /** Who makes parties up has the services asked about none of them. */
  @Test
  void publicPage_ofNobody_asksNobody() {
    given().get("/board/collects");
    HostileNeighbours.asked();

    for (String path : List.of("/board/collects/made-up", "/board/tariffs/made-up")) {
      assertThat(given().get(path).statusCode()).as(path).isEqualTo(404);
    }
    assertThat(HostileNeighbours.asked()).isEmpty();
  }

  @Test
  void search_ofAThing_leadsToItsAddress() {
    Response answer =
        form().formParam("q", "rel_" + RELEASE).formParam("why", "case 7").post("/auditor/search");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location"))
        .endsWith("/auditor/lineage?kind=RELEASE&id=rel_" + RELEASE + "&why=case+7");
    assertThat(form().formParam("q", "No such thing!").post("/auditor/search").header("Location"))
        .endsWith("/auditor?missing=1");
  }

  /** The question about a person is a form, the answer a page; neither has an address with it. */
  @Test
  void search_ofAPerson_putsTheTokenIntoNoAddress() {
    HostileNeighbours.asked();
    Response page = form().formParam("q", TOKEN).formParam("why", "case 7").post("/auditor/search");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains(TOKEN)
        .doesNotContainPattern("(href|action|src)=\"[^\"]*" + TOKEN);
    assertThat(HostileNeighbours.asked()).noneMatch(line -> line.contains(TOKEN));
    assertThat(HostileNeighbours.body("/audit/v1/lineage"))
        .contains(TOKEN, "\"purpose\":\"case 7\"", "\"direction\":\"BOTH\"");
    assertThat(reader.get("/auditor/lineage?kind=SUBJECT&id=" + TOKEN).statusCode()).isEqualTo(303);
    assertThat(reader.get("/auditor/lineage/file?format=csv&kind=SUBJECT&id=" + TOKEN).statusCode())
        .isEqualTo(404);
    Response file =
        form()
            .formParam("kind", "SUBJECT")
            .formParam("id", TOKEN)
            .formParam("why", HostileNeighbours.CALM)
            .formParam("format", "csv")
            .formParam("why", HostileNeighbours.CALM)
            .post("/auditor/lineage/file");
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.header("Content-Disposition")).contains("lineage.csv");
  }

  @Test
  void search_byAFormOfAnotherSite_looksForNothing() {
    HostileNeighbours.asked();
    Response answer =
        reader
            .request()
            .header("Sec-Fetch-Site", "cross-site")
            .contentType(ContentType.URLENC)
            .formParam("csrf-token", reader.csrf())
            .formParam("q", "mall-east")
            .post("/auditor/search");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(HostileNeighbours.asked()).isEmpty();
  }

  /** Nor does the log get a stranger's words under an auditor's account. */
  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void question_thatAnotherSiteHasABrowserOpen_isShownAndNotAsked(String site) {
    String query = "kind=RELEASE&id=" + RELEASE + "&why=revenge";
    Response page = opened("/auditor/lineage?" + query, site);
    Response file = opened("/auditor/lineage/file?format=csv&" + query, site);
    Response bundle = opened("/auditor/lineage/bundle?" + query, site);

    assertThat(HostileNeighbours.asked()).isEmpty();
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("Another site has led you here", "value=\"revenge\"", RELEASE)
        .doesNotContain("could not be shown");
    assertThat(file.contentType()).startsWith("text/html");
    assertThat(file.header("Content-Disposition")).isNull();
    assertThat(file.asString()).contains("Another site has led you here");
    assertThat(bundle.statusCode()).isEqualTo(303);
    assertThat(bundle.header("Location")).endsWith("/auditor/lineage?" + query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void question_thatTheReaderOpens_isAsked(String site) {
    Response page = opened("/auditor/lineage?kind=RELEASE&id=" + RELEASE + "&why=case+7", site);

    assertThat(page.asString()).doesNotContain("Another site has led you here");
    assertThat(HostileNeighbours.asked()).containsExactly("POST /audit/v1/lineage");
  }

  private Response opened(String path, String site) {
    return reader.request().header("Sec-Fetch-Site", site).urlEncodingEnabled(false).get(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "prov", "openlineage"})
  void file_isADownload(String format) {
    Response file = reader.get(file(format) + "&why=" + HostileNeighbours.CALM);

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"lineage.");
    assertThat(file.contentType()).doesNotContain("html");
    assertThat(file.asString()).contains(HostileNeighbours.CALM);
  }

  /** What would run somewhere is in no file at all. */
  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "prov", "openlineage"})
  void file_ofAnAnswerWithMarkup_isNotMade(String format) {
    Response refused = reader.get(file(format));

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.contentType()).startsWith("text/html");
    assertThat(refused.asString()).startsWith("<!doctype html>");
    assertThat(refused.header("Content-Disposition")).isNull();
    assertThat(refused.asString()).doesNotContain("alert(1)");
  }

  private static String file(String format) {
    return "/auditor/lineage/file?format=" + format + "&kind=RELEASE&id=" + RELEASE;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "money/file?from=2026-03-01&to=2026-03-07&format=",
        "reconciliation/file?from=2026-03-01&to=2026-03-07&format=",
        "detectors/file?format=",
        "health/file?format=",
        "reads/file?format="
      })
  void pagesOfTheAudit_areFilesToo_withoutFormulas(String page) {
    String address = "/auditor/" + page;
    Response csv = reader.get(address + "csv");
    Response json = reader.get(address + "json");

    assertThat(csv.statusCode()).as(csv.asString()).isEqualTo(200);
    assertThat(csv.contentType()).startsWith("text/csv");
    assertThat(csv.header("Content-Disposition")).startsWith("attachment");
    assertThat(csv.asString().lines()).hasSizeGreaterThan(1);
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(json.contentType()).startsWith("application/json");
    assertThat(json.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reader.get(address + "html").statusCode()).isEqualTo(404);
  }

  @Test
  void bundle_thatCannotBeMade_isAPageThatSaysWhy() {
    String address = "/auditor/lineage/bundle?kind=%s&id=%s";
    Response nothing = reader.get(address.formatted("RELEASE", UNKNOWN));
    Response party = reader.get(address.formatted("PARTY", "mall-east"));
    Response person = reader.get(address.formatted("SUBJECT", TOKEN));

    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(nothing.asString()).contains("There is no evidence bundle", "Nothing was found");
    assertThat(party.statusCode()).isEqualTo(404);
    assertThat(party.asString()).contains("A bundle is about one release");
    assertThat(person.statusCode()).isEqualTo(303);
    assertThat(person.header("Location")).endsWith("/auditor");
  }

  /**
   * An approval by a session whose log-in is not fresh reaches nobody: the session ends, and the
   * way back leads over the log-in page, which has to ask.
   */
  @Test
  void approval_withoutAFreshLogIn_isNotSent() {
    HostileNeighbours.asked();
    Response answer =
        form().post("/regulator/approvals/apr_019c0000-0000-7000-8000-000000000001/approval");
    reader.keep(answer);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/regulator/approvals");
    assertThat(HostileNeighbours.asked()).isEmpty();
    Response next = reader.get("/regulator/approvals");
    assertThat(next.statusCode()).isEqualTo(302);
    assertThat(next.header("Location")).contains("prompt=login");
    assertThat(next.header("Location")).contains("code_challenge_method=S256");
  }

  @Test
  void stranger_isSentToTheLogIn() {
    for (String path :
        List.of(
            "/auditor",
            "/auditor/money",
            "/auditor/detectors",
            "/auditor/reconciliation",
            "/auditor/parity",
            "/auditor/sealed",
            "/regulator",
            "/regulator/parties")) {
      Response answer = given().redirects().follow(false).get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(302);
    }
    assertThat(HostileNeighbours.asked()).isEmpty();
  }
}
