package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.local.state.Secrets;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Those who watch, at the portal of the real suite: an auditor follows a sale, the regulator looks
 * who complies, a stranger reads the board; and the person finds who has looked.
 */
@Tag("ci")
@ExtendWith(Suite.Extension.class)
class WatchIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PERSON = "dora";
  private static final String LENDER = "bank-dell";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern RELEASE =
      Pattern.compile("href=\"(/auditor/lineage\\?kind=RELEASE&amp;id=[^\"]+)\"");

  private final Suite suite;

  WatchIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void auditor_followsASaleFromTheLenderToTheDeposit_andTakesItAlong() throws Exception {
    PortalVisit visit = visit();
    HttpResponse<String> home = logInStaff(visit, "/auditor", "auditor");
    assertThat(home.body()).contains("Where did this come from").contains("It is well: ");

    HttpResponse<String> party =
        visit.send(home, "/auditor/search", Map.of("q", LENDER, "why", "case 11"));
    assertThat(party.uri().getQuery()).contains("kind=PARTY", "why=case+11");
    assertThat(party.body()).contains("<svg class=\"graph\"", "report sold", "Who gave to whom");

    String release = find(RELEASE, party.body()).replace("&amp;", "&");
    HttpResponse<String> page = visit.open(release);
    assertThat(page.body()).contains("to a bureau", "Deposits", "chk_");
    String query = URI.create("http://x" + release).getRawQuery();
    String csv = visit.open("/auditor/lineage/file?format=csv&" + query).body();
    assertThat(csv).startsWith("kind,event,").contains("\r\nrelease,", "\r\ndeposit,");
    JsonNode prov = JSON.readTree(visit.open("/auditor/lineage/file?format=prov&" + query).body());
    long deposits = csv.lines().filter(line -> line.startsWith("deposit,")).count();
    long releases = csv.lines().filter(line -> line.startsWith("release,")).count();
    assertThat(prov.get("activity").size()).isEqualTo((int) (releases + deposits));
    assertThat(visit.in("zh").open(release).body()).contains("它从哪里来，还有谁得到了它？");
  }

  @Test
  void auditor_seesMoneyHealthAndOwnReads() throws Exception {
    PortalVisit visit = visit();
    logInStaff(visit, "/auditor/money", "auditor");

    assertThat(visit.open("/auditor/money").body())
        .contains("reports were paid with ¥", "<svg class=\"flows\"", "Price over time");
    assertThat(visit.open("/auditor/reconciliation").body())
        .contains("Do both halves of the tally agree?", "Bureau West Co., Ltd.", "¥")
        .containsPattern("[1-9][0-9,]* releases, [1-9][0-9,]* confirmed")
        .doesNotContain("is not there right now");
    assertThat(visit.open("/auditor/reconciliation/file?format=csv" + week()).body())
        .startsWith("day,from,to,releases,acknowledged,")
        .contains(",bureau-west," + LENDER + ",");
    assertThat(visit.open("/auditor/unconfirmed").body())
        .contains("Which releases has nobody confirmed?")
        .doesNotContain("is not there right now");
    assertThat(visit.open("/auditor/detectors").body())
        .contains("What have the detectors noticed?")
        .doesNotContain("is not there right now");
    assertThat(visit.open("/auditor/health").body()).contains("It is well: ", "Indexed");
    visit.open("/auditor/lineage?kind=PARTY&id=" + LENDER + "&why=case+12");
    await()
        .atMost(LIMIT)
        .until(() -> visit.open("/auditor/reads").body(), body -> body.contains("case 12"));
  }

  /** Each look of an auditor or the regulator at a person's data is one that the person finds. */
  @Test
  void person_findsWhoHasLooked_andTheTokenStoodInNoAddress() throws Exception {
    String token = Suite.claims(suite.token(PERSON)).get("subject").asText();
    PortalVisit person = visit();
    HttpResponse<String> own = person.logIn("/me/usage?outcome=read", PERSON, password(PERSON));
    long before = reads(own.body());
    PortalVisit auditor = visit();
    HttpResponse<String> home = logInStaff(auditor, "/auditor", "auditor");

    HttpResponse<String> found =
        auditor.send(home, "/auditor/search", Map.of("q", token, "why", "complaint 3"));

    assertThat(found.uri().toString()).doesNotContain(token);
    assertThat(found.body()).contains("about 1 person", token);
    long afterAuditor = awaitReads(person, before + 1);
    PortalVisit regulator = visit();
    logInStaff(regulator, "/regulator", "regulator");
    String release = find(RELEASE, found.body()).replace("&amp;", "&");
    assertThat(regulator.open(release).body()).contains("report sold");
    assertThat(awaitReads(person, afterAuditor + 1)).isGreaterThan(afterAuditor);
  }

  @Test
  void regulator_seesWhoDoesNotComply_andOwnsWhom() throws Exception {
    PortalVisit visit = visit();
    HttpResponse<String> home = logInStaff(visit, "/regulator", "regulator");
    assertThat(home.body()).contains("Who does not comply?", "Refused this week");

    for (Map.Entry<String, String> page :
        Map.of(
                "/regulator/parties", "Who is licensed, and who is suspended?",
                "/regulator/ownership", "Who owns whom?",
                "/regulator/refusals", "What was refused, to whom, by which rule?",
                "/regulator/duties", "What is still to be done?",
                "/regulator/scoreboard", "what was committed to?",
                "/regulator/packs", "cn-2025",
                "/auditor/money", "Who paid whom",
                "/auditor/detectors", "What have the detectors noticed?",
                "/auditor/reconciliation", "Do both halves of the tally agree?",
                "/complaints", "Which complaints wait for an answer?")
            .entrySet()) {
      assertThat(visit.open(page.getKey()).body())
          .as(page.getKey())
          .contains(page.getValue())
          .doesNotContain("is not there right now");
    }
    String packs = visit.open("/regulator/packs").body();
    String difference =
        find(Pattern.compile("href=\"(/regulator/packs/difference[^\"]+)\""), packs);
    assertThat(visit.open(difference.replace("&amp;", "&")).body())
        .contains("What has changed from one pack to the other?", "<li class=\"in\">");
  }

  @Test
  void approval_takesASecondPersonWhoHasJustLoggedIn() throws Exception {
    String proposal = propose();
    PortalVisit proposer = visit();
    HttpResponse<String> own = logInStaff(proposer, "/regulator/approvals", "regulator");
    String act = "/regulator/approvals/" + proposal;

    assertThat(proposer.send(own, act + "/approval", Map.of()).body())
        .contains("You cannot approve what you have proposed yourself");
    PortalVisit second = visit();
    HttpResponse<String> page = logInStaff(second, "/regulator/approvals", "regulator-2");
    assertThat(second.send(page, act + "/refusal", Map.of()).body())
        .contains("It is refused and logged.");
    assertThat(Suite.read(suite.address("CONSENT_URL") + "/v1/approvals", suite.token("regulator")))
        .contains(proposal);
  }

  @Test
  void others_getNoneOfThesePages_andStrangersTheBoard() throws Exception {
    PortalVisit citizen = visit();
    citizen.logIn("/me/usage", PERSON, password(PERSON));
    for (String path :
        List.of(
            "/auditor",
            "/auditor/money",
            "/auditor/detectors",
            "/auditor/reconciliation",
            "/regulator",
            "/regulator/parties")) {
      HttpResponse<String> answer = citizen.open(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(403);
      assertThat(answer.body()).contains("This page is not for you");
    }
    PortalVisit stranger = visit();
    for (Map.Entry<String, String> page :
        Map.of(
                "/board/direct-sales",
                "Who has tried to hand data to a lender directly?",
                "/board/flows",
                "What goes from whom to whom?",
                "/board/collects",
                "plum-market",
                "/board/collects/" + LENDER,
                "From whom it gets data",
                "/board/tariffs",
                "bureau-west",
                "/board/tariffs/bureau-west",
                "holds now",
                "/board/costs",
                "What do reports cost for each loan that is approved?",
                "/board/channels",
                "How much of what lenders get comes through bureaus?",
                "/board/bureaus",
                "A bureau that does not answer at all leaves no entry",
                "/board/joint-loans",
                "Who lends together, and does it grow?")
            .entrySet()) {
      assertThat(stranger.open(page.getKey()).body())
          .as(page.getKey())
          .contains(page.getValue())
          .doesNotContain("is not there right now");
    }
  }

  /** Something that another person of the authority has to approve. */
  private String propose() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(suite.address("CONSENT_URL") + "/v1/packs/cn-2025/activation"))
            .header("Authorization", "Bearer " + suite.token("regulator"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"effectiveFrom\":\"%s\"}"
                        .formatted(
                            Instant.now()
                                .plus(400, ChronoUnit.DAYS)
                                .truncatedTo(ChronoUnit.MILLIS))))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return JSON.readTree(answer.body()).get("id").asText();
  }

  /** The parameters of the last days. */
  private static String week() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return "&from=" + today.minusDays(6) + "&to=" + today;
  }

  private static long reads(String page) {
    return Pattern.compile("<li class=\"use read\">").matcher(page).results().count();
  }

  private static long awaitReads(PortalVisit person, long least) {
    return await()
        .atMost(LIMIT)
        .until(() -> reads(person.open("/me/usage?outcome=read").body()), found -> found >= least);
  }

  private PortalVisit visit() throws Exception {
    return new PortalVisit(suite.address("PORTAL_URL"));
  }

  private HttpResponse<String> logInStaff(PortalVisit visit, String path, String name)
      throws Exception {
    HttpResponse<String> page = visit.logIn(path, name, password(name), code(name));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.uri().toString()).isEqualTo(suite.address("PORTAL_URL") + path);
    return page;
  }

  private String password(String name) {
    return Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
  }

  private String code(String name) throws Exception {
    return find(Pattern.compile("code\\s+([0-9]{6})"), suite.command().run("login", name).output());
  }

  private static String find(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
