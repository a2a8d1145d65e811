package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.EventLabels;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One chain from the platform to the lender, both ways, told as far as it is the reader's. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class LineageTest {
  private TestExchange exchange;
  private Logged first;
  private Logged other;
  private Logged second;

  @BeforeEach
  void release() throws Exception {
    exchange = new TestExchange();
    first = exchange.first();
    other = exchange.first();
    second = exchange.second(first, other);
    awaitIndex(second.index() + 1);
  }

  private static Response get(String token, String path) {
    return given().auth().oauth2(token).get(path);
  }

  private JsonPath lineage(String token, Logged release) {
    Response response = get(token, "/v1/lineage/" + release.event().id());
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return response.jsonPath();
  }

  @Test
  void lineage_ofWhatWasSoldLeadsToEverySource() {
    JsonPath sold = lineage(party("lender", exchange.lender), second);

    assertThat(sold.getString("release.event")).isEqualTo(second.event().id().toString());
    assertThat(sold.getLong("release.fee.amount")).isEqualTo(100);
    assertThat(sold.getString("release.from")).isEqualTo(exchange.bureau);
    assertThat(sold.getList("up.event"))
        .containsExactly(first.event().id().toString(), other.event().id().toString());
    assertThat(sold.getList("up.from")).containsOnly(exchange.platform);
    assertThat(sold.getMap("up[0]")).containsOnlyKeys("event", "from", "to", "distance");
    assertThat(sold.getList("down")).isEmpty();
    assertThat(sold.getBoolean("acknowledged")).isFalse();
  }

  /** Further than the release: to the platform's own deposit. */
  @Test
  void lineage_leadsToTheDepositOfTheRecords() throws Exception {
    Logged deposit = exchange.deposit();
    Logged source = exchange.first(deposit);
    Logged report = exchange.second(source);
    awaitIndex(report.index() + 1);

    JsonPath ofReport = lineage(party("bureau", exchange.bureau), report);
    assertThat(ofReport.getList("deposits.event")).containsExactly(deposit.event().id().toString());
    assertThat(ofReport.getInt("deposits[0].distance")).isEqualTo(2);
    assertThat(ofReport.getMap("deposits[0]")).doesNotContainKey("chunk");
    JsonPath ofSource = lineage(party("platform", exchange.platform), source);
    assertThat(ofSource.getString("deposits[0].chunk"))
        .isEqualTo(deposit.event().data().getString("chunk"));
    assertThat(ofSource.getList("release.deposits"))
        .containsExactly(deposit.event().id().toString());
    assertThat(lineage(auditor(exchange.lender), report).getList("deposits"))
        .as("nothing of the sellers' sources")
        .isEmpty();
  }

  @Test
  void lineage_isTheRegulatorsToo_afterTheReadIsLogged() {
    Response response =
        get(party("regulator", "the-authority"), "/v1/lineage/" + first.event().id());
    long logged = Long.parseLong(response.header("Audit-Index"));

    assertThat(response.jsonPath().getList("down.to")).containsExactly(exchange.lender);
    assertThat(get(auditor("*"), "/v1/openings?from=" + logged + "&to=" + (logged + 1)).asString())
        .contains(exchange.subject)
        .contains("\"engagement\":\"regulator\"");
  }

  @Test
  void lineage_tellsAnAuditorOfTheBuyerNothingOfTheSellersSources() {
    JsonPath sold = lineage(auditor(exchange.lender), second);

    assertThat(sold.getMap("up[0]")).containsOnlyKeys("event", "distance");
    assertThat(sold.prettify()).doesNotContain(exchange.platform);
  }

  @Test
  void lineage_ofASourceLeadsToWhatWasMadeOfItForThoseWhoseItIs() {
    for (String token :
        new String[] {
          citizen(exchange.subject),
          party("bureau", exchange.bureau),
          auditor("*"),
          auditor(exchange.bureau)
        }) {
      JsonPath source = lineage(token, first);

      assertThat(source.getList("up")).isEmpty();
      assertThat(source.getList("down.event")).containsExactly(second.event().id().toString());
      assertThat(source.getList("down.to")).containsExactly(exchange.lender);
    }
  }

  @Test
  void lineage_doesNotTellAPlatformWhereItsDataWentOn() {
    Response response =
        get(party("platform", exchange.platform), "/v1/lineage/" + first.event().id());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.jsonPath().getList("down")).isEmpty();
    assertThat(response.asString())
        .doesNotContain(exchange.lender)
        .doesNotContain(second.event().id().toString());
  }

  /** Whoever may see all of it sees the platform at the root, and every hop. */
  @Test
  void r28_chainOfThree_isVisibleFromItsRootToItsLastHop() throws Exception {
    String third = "bank-harbour-" + exchange.lender;
    long unused = TestExchange.log(exchange.parties.registered(third, "LENDER"));
    Logged passedOn = exchange.onward(third, second);
    awaitIndex(passedOn.index() + 1);

    for (String token : new String[] {citizen(exchange.subject), auditor("*")}) {
      JsonPath last = lineage(token, passedOn);
      assertThat(last.getString("release.step")).isEqualTo("ONWARD");
      assertThat(last.getList("release.parents")).containsExactly(second.event().id().toString());
      assertThat(last.getList("up.from"))
          .containsExactly(exchange.bureau, exchange.platform, exchange.platform);
      assertThat(last.getList("up.distance")).containsExactly(1, 2, 2);
      assertThat(lineage(token, first).getList("down.to")).containsExactly(exchange.lender, third);
    }
    // Who passed it on sees the hop; the platform at the root sees nothing of it.
    assertThat(lineage(party("lender", exchange.lender), second).getList("down.to"))
        .containsExactly(third);
    assertThat(lineage(party("platform", exchange.platform), first).getList("down")).isEmpty();
  }

  @Test
  void lineage_isFoundByReleaseIdToo() {
    String releaseId = second.event().data().getString("release");

    Response response = get(citizen(exchange.subject), "/v1/lineage/" + releaseId);

    assertThat(response.jsonPath().getLong("release.index")).isEqualTo(second.index());
  }

  @Test
  void r41_lineage_isRefusedToWhomItDoesNotConcern() {
    String path = "/v1/lineage/" + first.event().id();

    assertProblem(get(citizen(TestEvents.subject()), path), 403, "NOT_THE_SUBJECT");
    assertProblem(get(party("lender", exchange.lender), path), 403, "NOT_YOUR_PARTY");
    assertProblem(get(auditor(exchange.lender), path), 403, "OUT_OF_AUDIT_SCOPE");
    assertProblem(get(Tokens.withRoles("auditor"), path), 403, "OUT_OF_AUDIT_SCOPE");
    assertProblem(get(Tokens.withRoles("bureau"), path), 403, "NOT_YOUR_PARTY");
  }

  @Test
  void lineage_ofNothingIsUnknown() {
    String nothing = exchange.releases.release1(exchange.subject, "a", "b").event().toString();

    assertProblem(get(auditor("*"), "/v1/lineage/" + nothing), 404, "RELEASE_UNKNOWN");
    assertProblem(get(auditor("*"), "/v1/lineage/rel_" + nothing), 404, "RELEASE_UNKNOWN");
    assertProblem(get(auditor("*"), "/v1/lineage/x"), 404, "RELEASE_UNKNOWN");
  }

  @Test
  void lineage_readByAnAuditorIsLogged() throws Exception {
    Response response = get(auditor("*"), "/v1/lineage/" + first.event().id());
    long logged = Long.parseLong(response.header("Audit-Index"));

    String record =
        get(auditor("*"), "/v1/openings?from=" + logged + "&to=" + (logged + 1)).asString();

    assertThat(record).contains("\"kind\":\"ENTRY\"").contains(first.event().id().toString());
    assertThat(record)
        .as("the person finds it in their list")
        .contains(exchange.subject)
        .contains(EventLabels.ofSubject(exchange.subject).hex());
  }

  @Test
  void orphans_areThoseOfTheReader() {
    JsonPath lender = get(party("lender", exchange.lender), "/v1/orphans").jsonPath();
    JsonPath bureau = get(party("bureau", exchange.bureau), "/v1/orphans").jsonPath();
    JsonPath scoped = get(auditor(exchange.platform), "/v1/orphans").jsonPath();
    JsonPath all = get(party("regulator", "the-authority"), "/v1/orphans?limit=3").jsonPath();

    assertThat(lender.getList("orphans.index", Long.class)).containsExactly(second.index());
    assertThat(bureau.getList("orphans.index", Long.class))
        .containsExactly(second.index(), other.index(), first.index());
    assertThat(scoped.getList("orphans.index", Long.class))
        .containsExactly(other.index(), first.index());
    assertThat(all.getList("orphans.index", Long.class)).contains(second.index());
    assertProblem(get(Tokens.withRoles("auditor"), "/v1/orphans"), 403, "OUT_OF_AUDIT_SCOPE");
    assertProblem(get(Tokens.withRoles("lender"), "/v1/orphans"), 403, "NOT_YOUR_PARTY");
  }

  @Test
  void orphans_comeInPages() {
    String token = party("bureau", exchange.bureau);

    JsonPath page = get(token, "/v1/orphans?limit=2").jsonPath();
    JsonPath last = get(token, "/v1/orphans?limit=2&cursor=" + page.getString("next")).jsonPath();

    assertThat(page.getList("orphans.index", Long.class))
        .containsExactly(second.index(), other.index());
    assertThat(last.getList("orphans.index", Long.class)).containsExactly(first.index());
    assertThat(last.getString("next")).isNull();
  }
}
