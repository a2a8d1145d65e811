package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What a person does at the portal, on the real suite: answers who asks for a consent, disputes,
 * corrects, carries away. Whatever others have written is text, and nothing is anybody else's.
 */
@ExtendWith(Suite.Extension.class)
class PortalActsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String BUYER = "lena";
  private static final String CARD = "999999198506121042";
  private static final String BANK = "bank-dell";
  private static final String MARKUP =
      "<script>document.title=1</script><img src=x onerror=alert(1)>";
  private static final String ESCAPED =
      "&lt;script&gt;document.title=1&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;";
  private static final Pattern DISPUTE = Pattern.compile("/me/disputes/([0-9a-f-]{36})");
  private static final Pattern RECORD = Pattern.compile("/me/records/(rec_[0-9a-f-]{36})");
  private static final Pattern WITHDRAWAL =
      Pattern.compile("/me/consents/con_[0-9a-f-]{36}/withdrawal");

  private final Suite suite;
  private final PersonOfOwn person;
  private final PortalScene scene;

  PortalActsIT(Suite suite) throws Exception {
    this.suite = suite;
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
    this.person = suite.person(BUYER, CARD);
    this.scene = new PortalScene(suite, person);
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
  }

  @Test
  void consentThatIsAskedFor_isShownWordForWord_givenAndTakenBack() throws Exception {
    String ask = scene.ask("Bank Dell asks Bureau West for a report. " + MARKUP);
    PortalVisit visit = scene.visit();
    HttpResponse<String> page = scene.logIn(visit, "/me/asked", BUYER);

    assertThat(page.body())
        .contains(ESCAPED, "Bank Dell Co., Ltd. asks you.")
        .doesNotContain(MARKUP);
    HttpResponse<String> given = visit.press(page, "/me/asked/" + ask + "/given");
    assertThat(given.uri().getPath()).isEqualTo("/me/consents");
    assertThat(given.body()).contains("You agreed.");
    assertThat(visit.open("/me/asked").body()).doesNotContain(ask);

    HttpResponse<String> withdrawn = visit.press(given, find(WITHDRAWAL, given.body(), 0));
    assertThat(withdrawn.uri().getPath()).isEqualTo("/me/stops");
    assertThat(withdrawn.body()).contains("You withdrew it.");
  }

  @Test
  void consentThatIsAskedFor_isRefusedWithoutAReason() throws Exception {
    String ask = scene.ask("Bank Dell asks Bureau West for a report. " + MARKUP);
    PortalVisit visit = scene.visit();
    HttpResponse<String> page = scene.logIn(visit, "/me/asked", BUYER);

    HttpResponse<String> after = visit.press(page, "/me/asked/" + ask + "/refused");

    assertThat(after.body()).contains("You said no.").doesNotContain(ask);
  }

  @Test
  void report_isDisputed_andTheAnswerIsReadAsText() throws Exception {
    PortalVisit visit = scene.visit();
    String event = find(DISPUTE, scene.logIn(visit, "/me/usage", BUYER).body(), 1);
    HttpResponse<String> page = visit.open("/me/disputes/" + event);
    assertThat(page.body())
        .contains("Bank Dell Co., Ltd. got data about you from Bureau West Co., Ltd.");

    HttpResponse<String> filed =
        visit.press(
            page,
            "/me/disputes/" + event + "/filed",
            Map.of("party", BANK, "statement", "Not me. " + MARKUP));
    assertThat(filed.uri().getPath()).isEqualTo("/me/objections");
    assertThat(filed.body())
        .contains("You objected.", "Has to answer until", "Not me. " + ESCAPED)
        .doesNotContain(MARKUP);

    String objections = suite.address("VAULT_URL") + "/v1/objections";
    JsonNode mine = JSON.readTree(scene.call(BANK, "GET", objections)).at("/objections/0");
    assertThat(mine.at("/releases/0").asText()).isEqualTo(event);
    scene.call(
        BANK,
        "POST",
        objections + "/" + mine.get("objection").asText() + "/answer",
        JSON.createObjectNode().put("outcome", "UNVERIFIABLE").put("answer", MARKUP).toString());
    assertThat(visit.open("/me/objections").body())
        .contains("Answered: could not be verified.", ESCAPED)
        .doesNotContain(MARKUP);
    await()
        .atMost(LIMIT)
        .until(
            () -> visit.open("/me/usage").body(),
            body ->
                body.contains(
                    "You told Bank Dell Co., Ltd. that it was not you who asked for a report."));
  }

  @Test
  void record_isSeenStatedOnRestedAndDisputed() throws Exception {
    PortalVisit visit = scene.visit();
    String record = find(RECORD, scene.logIn(visit, "/me/records", BUYER).body(), 1);
    String path = "/me/records/" + record;
    HttpResponse<String> page = visit.open(path);
    assertThat(page.body()).contains("<h1>shopping summary</h1>", "Plum-Market Co., Ltd.", record);

    HttpResponse<String> stated = visit.press(page, path + "/statement", Map.of("text", MARKUP));
    assertThat(stated.body()).contains("Your words stand beside", ESCAPED).doesNotContain(MARKUP);
    assertThat(visit.press(stated, path + "/statement", Map.of("text", " ")).body())
        .contains("taken off the record");
    HttpResponse<String> rests =
        visit.press(stated, path + "/restriction", Map.of("restricted", "yes"));
    assertThat(rests.body()).contains("The record is kept, and used no more.");
    assertThat(visit.press(rests, path + "/restriction", Map.of("restricted", "no")).body())
        .contains("The record may be used again.");

    HttpResponse<String> disputed =
        visit.press(page, path + "/objection", Map.of("statement", "Never."));
    assertThat(disputed.body()).contains("You objected.", "Plum-Market Co., Ltd.", "1 record");
    assertThat(visit.open(path).body()).contains("You object to it.");
    String objections = suite.address("VAULT_URL") + "/v1/objections";
    String objection =
        JSON.readTree(scene.call("plum-market", "GET", objections))
            .at("/objections/0/objection")
            .asText();
    scene.call(
        "plum-market",
        "POST",
        objections + "/" + objection + "/answer",
        "{\"outcome\":\"REJECTED\",\"answer\":\"It is right.\"}");
    assertThat(visit.open("/me/objections").body()).contains("Answered: rejected.", "It is right.");
  }

  @Test
  void erasure_isShownFirst_andAFreshLogInLeadsBackToIt() throws Exception {
    String preview = "/me/erasure/preview?provider=plum-market";
    PortalVisit visit = scene.visit();
    HttpResponse<String> page = scene.logIn(visit, preview, BUYER);
    assertThat(page.body())
        .contains("<h1>What would go</h1>", "would go for good.", "Plum-Market Co., Ltd.");

    // As it is once the log-in is fifteen minutes old.
    HttpResponse<String> form = visit.send(page, "/login/again", Map.of("to", preview));
    HttpResponse<String> back = visit.logInAt(form, BUYER, scene.password(BUYER));

    assertThat(back.uri().toString()).isEqualTo(suite.address("PORTAL_URL") + preview);
    assertThat(back.body()).contains("would go for good.");
    assertThat(visit.open("/me/erasure").body()).contains("You have erased nothing.");
  }

  @Test
  void export_isAFileOfWhatIsKept() throws Exception {
    PortalVisit visit = scene.visit();
    HttpResponse<String> page = scene.logIn(visit, "/me/export", BUYER);

    HttpResponse<String> file = visit.press(page, "/me/export/file", Map.of("after", ""));

    assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
        .contains("my.records.json");
    assertThat(file.body()).contains("orders of twelve months");
  }

  @Test
  void right_isAskedForAndStandsThereWithItsDay() throws Exception {
    PortalVisit visit = scene.visit();
    HttpResponse<String> page = scene.logIn(visit, "/me/rights", BUYER);

    HttpResponse<String> asked =
        visit.press(page, "/me/rights/asked", Map.of("kind", "ACCESS", "party", "plum-market"));

    assertThat(asked.body()).contains("You asked.", "a copy of your data", "has not answered yet");
  }

  @Test
  void numbers_areThoseOfTheList() throws Exception {
    PortalVisit visit = scene.visit();

    assertThat(scene.logIn(visit, "/me/figures", BUYER).body())
        .contains("Who earned what", "Bureau West Co., Ltd.", "¥0.80", "<svg");
    assertThat(visit.open("/me/identifiers").body()).contains("<h1>My identifiers</h1>");
  }

  @Test
  void whatIsAnothersIsNotThere() throws Exception {
    PortalVisit owner = scene.visit();
    String record = find(RECORD, scene.logIn(owner, "/me/records", BUYER).body(), 1);
    String event = find(DISPUTE, owner.open("/me/usage").body(), 1);
    String consent = person.query();

    PortalVisit stranger = scene.visit();
    HttpResponse<String> page = scene.logIn(stranger, "/me/freeze", "citizen2");

    assertThat(stranger.open("/me/records/" + record).statusCode()).isEqualTo(404);
    assertThat(stranger.open("/me/disputes/" + event).body())
        .contains("You may not see this.")
        .doesNotContain("Bank Dell");
    for (String action :
        new String[] {
          "/me/consents/" + consent + "/withdrawal",
          "/me/records/" + record + "/objection",
          "/me/records/" + record + "/restriction",
          "/me/disputes/" + event + "/filed"
        }) {
      HttpResponse<String> after =
          stranger.send(
              page, action, Map.of("statement", "Mine?", "restricted", "yes", "party", BANK));
      assertThat(after.uri().getQuery()).as(action).contains("done=refused");
    }
    assertThat(owner.open("/me/records/" + record).body()).contains("It is used as far as");
  }

  private static String find(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s", pattern).isTrue();
    return matcher.group(group);
  }
}
