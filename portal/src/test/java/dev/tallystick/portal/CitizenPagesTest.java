package dev.tallystick.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page of a person: fed with markup in every text, each service asked once, and with each
 * service away in turn, which takes only its part along.
 */
@QuarkusTest
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(HostileNeighbours.class)
class CitizenPagesTest {
  private static final String ID = HostilePersonPages.UUID7;
  private static final String AWAY = "is not there right now";
  private static final String AWAY_IN_CHINESE = "服务没有响应";
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");

  private static final Pattern TAG = Pattern.compile("<(a|button)\\b[^>]*>");

  /** With nothing in them that a party or the person has written. */
  private static final Set<String> WITHOUT_TEXTS =
      Set.of("/me/figures", "/me/freeze", "/me/export", "/me/check");

  private Browser reader;

  static List<String> pages() {
    return List.of(
        "/me/usage",
        "/me/figures",
        "/me/alerts",
        "/me/disputes/" + ID,
        "/me/consents",
        "/me/consents/con_" + ID + "/bureaus",
        "/me/asked",
        "/me/notices/ntc_" + ID,
        "/me/stops",
        "/me/freeze",
        "/me/records",
        "/me/records/rec_" + ID,
        "/me/objections",
        "/me/complaints",
        "/me/rights",
        "/me/identifiers",
        "/me/export",
        "/me/erasure",
        "/me/erasure/preview?provider=mall-east",
        "/me/check",
        "/complaints");
  }

  @BeforeEach
  void logIn() {
    reader = Browser.loggedIn();
    // What parties are called and the log's policy are remembered for a minute.
    reader.get("/me/consents");
    reader.get("/me/check");
    HostileNeighbours.asked();
  }

  @AfterEach
  void repair() {
    HostileNeighbours.away(Set.of());
    HostileNeighbours.sayAsUsual();
  }

  /** By service, how often it was asked since the last look, the log's policy apart. */
  private static Map<String, Long> calls() {
    return HostileNeighbours.asked().stream()
        .filter(line -> !line.endsWith("/log/policy"))
        .collect(
            Collectors.groupingBy(
                line -> line.replaceFirst("^[A-Z]+ /([a-z]+)/.*", "$1"), Collectors.counting()));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_showsTextAsText_andAsksEachServiceOnce(String path) {
    Response page = reader.get(path);

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    String html = page.asString();
    assertThat(html).startsWith("<!doctype html>").doesNotContain("<script>alert");
    assertThat(html.contains("&lt;script&gt;alert")).isEqualTo(!WITHOUT_TEXTS.contains(path));
    // As text, or as text of JSON.
    String withoutText = html.replaceAll("&quot; onload=\\\\?&quot;alert\\(2\\)", "");
    assertThat(INLINE.matcher(withoutText).find()).as("inline script or style").isFalse();
    assertThat(html).doesNotContain(AWAY);
    assertThat(calls().values()).allMatch(times -> times == 1);
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_whoseServiceIsAway_isThereAndSaysSo(String path) {
    reader.get(path);
    Set<String> asked = calls().keySet();

    for (String service : asked) {
      HostileNeighbours.away(Set.of(service));
      Response page = reader.get(path);
      assertThat(page.statusCode()).as(service).isEqualTo(200);
      assertThat(page.asString())
          .as(service)
          .contains("<h1>", "Log out")
          .containsPattern("a service (does|did) not answer");
      assertThat(reader.request().cookie("lang", "zh").get(path).asString())
          .as(service)
          .contains("<h1>", AWAY_IN_CHINESE);
    }
  }

  @Test
  void list_isThereWhileOnlyTheStopIsAway_andTheStopWhileOnlyTheListIs() {
    HostileNeighbours.away(Set.of("consent"));
    assertThat(reader.get("/me/usage").asString())
        .contains("<ol class=\"uses\">", AWAY)
        .doesNotContain("Everything is stopped");

    HostileNeighbours.away(Set.of("audit"));
    assertThat(reader.get("/me/usage").asString())
        .contains("Everything is stopped", AWAY)
        .doesNotContain("<ol class=\"uses\">");
  }

  @Test
  void list_saysWhatIsNewSinceTheLastVisit_asTheBrowserRemembersIt() {
    String news = "since your last visit";
    assertThat(reader.get("/me/usage").asString()).as("the first visit").doesNotContain(news);
    String seen = reader.cookies().getOrDefault("seen", "");
    assertThat(seen).matches("[0-9a-f]{8}\\.5\\.0\\.5\\.\\d+");
    assertThat(reader.get("/me/usage").asString()).as("the same visit").doesNotContain(news);

    String before = seen.substring(0, 8) + ".3.1700000000.4.1700000000";
    reader.cookies().put("seen", before);
    assertThat(reader.get("/me/usage").asString()).contains("One thing is new " + news);
    assertThat(reader.cookies().get("seen")).startsWith(seen.substring(0, 8) + ".4.1700000000.5.");
    reader.cookies().put("seen", "ffffffff" + before.substring(8));
    assertThat(reader.get("/me/usage").asString()).as("somebody else’s").doesNotContain(news);
    assertThat(reader.get("/me/usage?outcome=refused").asString()).doesNotContain(news);
  }

  /** Whoever knows whom to complain of can do so while the list of earlier complaints is away. */
  @Test
  void complaint_canBeWrittenWhileTheListIsAway() {
    HostileNeighbours.away(Set.of("vault"));

    assertThat(reader.get("/me/complaints").asString())
        .contains(AWAY, "action=\"/me/complaints/filed\"");
  }

  /** Links lead somewhere by themselves, and what only a script can do shows up only with one. */
  @ParameterizedTest
  @MethodSource("pages")
  void page_needsNoScript(String path) {
    String html = reader.get(path).asString();

    assertThat(TAG.matcher(html).results().map(MatchResult::group).filter(CitizenPagesTest::isDead))
        .isEmpty();
    assertThat(html).doesNotContain("href=\"#\"");
  }

  private static boolean isDead(String tag) {
    return tag.startsWith("<a ")
        ? !tag.contains(" href=")
        : tag.contains("type=\"button\"") && !tag.contains(" hidden");
  }

  private RequestSpecification form() {
    return reader
        .request()
        .header("Sec-Fetch-Site", "same-origin")
        .contentType(ContentType.URLENC)
        .formParam("csrf-token", reader.csrf());
  }

  @Test
  void complaint_isFiledAsItIsWritten() {
    assertThat(reader.get("/me/complaints?against=mall-east&about=" + ID).asString())
        .contains(
            "<option value=\"mall-east\" selected>",
            "<input type=\"hidden\" name=\"about\" value=\"" + ID + "\">",
            "name=\"authority\" value=\"authority\"")
        .doesNotContain("<option value=\"authority\"");
    HostileNeighbours.asked();

    Response answer =
        form()
            .formParam("authority", "authority")
            .formParam("party", "mall-east")
            .formParam("statement", " It sold what I asked it to delete.\r\nTwice. ")
            .formParam("about", ID)
            .post("/me/complaints/filed");

    assertThat(answer.header("Location")).endsWith("/me/complaints?done=complained");
    assertThat(HostileNeighbours.asked()).containsExactly("POST /vault/v1/me/complaints");
    assertThat(HostileNeighbours.body("/vault/v1/me/complaints"))
        .isEqualTo(
            "{\"about\":[\""
                + ID
                + "\"],\"against\":\"mall-east\",\"authority\":\"authority\","
                + "\"statement\":\"It sold what I asked it to delete.\\nTwice.\"}");
    assertThat(reader.get("/me/complaints?done=complained").asString())
        .contains("You complained.", "Late: ", "too late");
  }

  @Test
  void stops_sayHowManyHaveConfirmed() {
    assertThat(reader.get("/me/stops").asString())
        .contains("1 of 3 holders have confirmed that nothing goes on.", "against=mall-east");
  }

  @Test
  void complaint_withoutWordsOrAboutNobodyIsNotSentOn() {
    for (String party : List.of("", "../..", "mall-east")) {
      Response answer =
          form()
              .formParam("authority", "authority")
              .formParam("party", party)
              .formParam("statement", " ")
              .post("/me/complaints/filed");
      assertThat(answer.header("Location")).as(party).contains("done=refused");
    }
    assertThat(HostileNeighbours.asked()).isEmpty();
  }

  @Test
  void authority_acceptsAndDecides() {
    String complaint = "/complaints/cmp_" + ID;

    assertThat(form().post(complaint + "/acceptance").header("Location"))
        .endsWith("/complaints?done=complaint_accepted");
    assertThat(
            form()
                .formParam("outcome", "PARTLY_UPHELD")
                .formParam("statement", "It has to delete it.")
                .post(complaint + "/answer")
                .header("Location"))
        .endsWith("/complaints?done=complaint_decided");
    assertThat(HostileNeighbours.body("/vault/v1/complaints/cmp_" + ID + "/answer"))
        .isEqualTo("{\"answer\":\"It has to delete it.\",\"outcome\":\"PARTLY_UPHELD\"}");
    HostileNeighbours.asked();
    for (String outcome : List.of("", "WON")) {
      assertThat(
              form()
                  .formParam("outcome", outcome)
                  .formParam("statement", "It has to delete it.")
                  .post(complaint + "/answer")
                  .header("Location"))
          .endsWith("/complaints?done=refused&why=COMPLAINT_ANSWER_INVALID");
    }
    assertThat(HostileNeighbours.asked()).isEmpty();
  }

  /** The text that is shown is the one that is kept, and the bureau is one that is there. */
  @Test
  void consent_goesToAnotherBureau_onTheTextThatWasShown() {
    String page = "/me/consents/con_" + ID + "/bureaus";
    assertThat(reader.get("/me/consents").asString()).contains("href=\"" + page + "\"");
    assertThat(reader.get(page).asString())
        .contains(
            "The text that you agree to by moving",
            "Who gets the data is reached at: 1 Quay Road.",
            "name=\"to\" value=\"bureau-south\"")
        .doesNotContain("value=\"bureau-north\"", "value=\"bureau-away\"");
    assertThat(reader.request().cookie("lang", "zh").get(page).asString())
        .contains("转移即表示您同意的文字", "取得数据一方的联系方式：1 Quay Road");
    HostileNeighbours.asked();
    String given = "ntc_" + ID;
    HostileNeighbours.say("/consent/v1/notices", 201, "{\"notice\":\"" + given + "\"}");
    HostileNeighbours.say("/consent/v1/consents/con_" + ID + "/move", 201, "{}");

    Response answer = form().formParam("to", "bureau-south").post(moved());

    assertThat(answer.header("Location")).endsWith("/me/consents?done=moved");
    assertThat(HostileNeighbours.asked())
        .containsExactly(
            "GET /consent/v1/me/consents",
            "POST /consent/v1/notices",
            "POST /consent/v1/consents/con_" + ID + "/move");
    assertThat(HostileNeighbours.body("/consent/v1/consents/con_" + ID + "/move"))
        .isEqualTo("{\"notice\":\"" + given + "\",\"to\":\"bureau-south\"}");
    assertThat(HostileNeighbours.body("/consent/v1/notices"))
        .contains(
            "\"contact\":\"1 Quay Road\"",
            "\"discloser\":\"mall-east\"",
            "\"highlighted\":true",
            "\"kind\":\"PROVIDE\"",
            "\"language\":\"en\"",
            "\"recipient\":\"bureau-south\"",
            "Who gets the data is reached at: 1 Quay Road.");
    assertThat(reader.get("/me/consents?done=moved").asString()).contains("You moved it.");
  }

  @Test
  void consent_goesToNobodyWhoIsNotOffered() {
    for (String to : List.of("bureau-north", "bureau-away", "mall-east", "")) {
      Response answer = form().formParam("to", to).post(moved());
      assertThat(answer.header("Location")).as(to).contains("done=refused&why=CONSENT_NOT_MOVABLE");
    }
    assertThat(HostileNeighbours.asked()).noneMatch(line -> line.startsWith("POST"));
  }

  /** A text that nobody has kept moves nothing, whatever the status says. */
  @Test
  void consent_isNotMovedOnATextThatWasNotKept() {
    HostileNeighbours.say("/consent/v1/notices", 201, "{}");

    Response answer = form().formParam("to", "bureau-south").post(moved());

    assertThat(answer.header("Location")).endsWith("/bureaus?done=failed");
    assertThat(HostileNeighbours.asked()).noneMatch(line -> line.endsWith("/move"));
  }

  /** The service may have begun: the page must not say that nothing was changed. */
  @Test
  void consent_whoseMoveIsNotDecidedIsSaidToBeOpen() {
    HostileNeighbours.say("/consent/v1/notices", 201, "{\"notice\":\"ntc_" + ID + "\"}");
    HostileNeighbours.say(
        "/consent/v1/consents/con_" + ID + "/move", 503, "{\"code\":\"CONSENT_MOVE_PENDING\"}");

    assertThat(form().formParam("to", "bureau-south").post(moved()).header("Location"))
        .endsWith("/me/consents?done=move_open");
    HostileNeighbours.say(
        "/consent/v1/consents/con_" + ID + "/move", 403, "{\"code\":\"BUREAU_NOT_LICENSED\"}");
    String refused = form().formParam("to", "bureau-south").post(moved()).header("Location");
    assertThat(refused).endsWith("/bureaus?done=refused&why=BUREAU_NOT_LICENSED");
  }

  private static String moved() {
    return "/me/consents/con_" + ID + "/move";
  }

  @Test
  void askForWhatIsSpecial_saysWhatIs_andIsAgreedToOnceThatWasRead() {
    assertThat(reader.get("/me/asked").asString())
        .contains(
            "These count as sensitive",
            "Why it is needed, as the company says",
            "What it may do to you, as the company says",
            "Your data would leave the country.",
            "<dt>Where to</dt>",
            "I have read what is special about it",
            "The company has not told".toLowerCase(Locale.ROOT));
    assertThat(reader.request().cookie("lang", "zh").get("/me/asked").asString())
        .contains("这些属于敏感信息", "您的数据将被提供到境外");
  }
}
