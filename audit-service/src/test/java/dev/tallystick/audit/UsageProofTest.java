package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.citizen;
import static dev.tallystick.audit.LogApi.party;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.IndexWitness.Filed;
import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.usage.IndexRoot;
import dev.tallystick.events.usage.UsageAnswer;
import dev.tallystick.events.usage.UsageCheck;
import dev.tallystick.events.usage.UsageOwner;
import dev.tallystick.events.usage.UsagePage;
import dev.tallystick.events.usage.UsageVerdict;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.VerifiedCheckpoint;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the running service answers is checked as its readers check it: offline, by the log's key.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class UsageProofTest {
  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @AfterEach
  void indexIsThatOfTheStubs() throws Exception {
    IndexWitness.assertServedRootIsThatOfTheStubs();
  }

  private static UsagePage page(Response response) throws Exception {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    NoteVerifier log = NoteVerifier.parse(given().get("/log/vkey").asString().strip());
    UsageAnswer answer = UsageAnswer.parse(response.asByteArray());
    return new UsagePage(answer, VerifiedCheckpoint.verify(answer.checkpoint(), log).checkpoint());
  }

  private static UsagePage mine(String token, String query) throws Exception {
    return page(given().auth().oauth2(citizen(token)).get("/v1/me/usage" + query));
  }

  private static List<UsagePage> pages(String token, String query, int limit) throws Exception {
    List<UsagePage> pages = new ArrayList<>(List.of(mine(token, query + "limit=" + limit)));
    Optional<String> next = pages.get(0).answer().next();
    while (next.isPresent()) {
      UsagePage page = mine(token, "?limit=" + limit + "&cursor=" + next.get());
      pages.add(page);
      next = page.answer().next();
    }
    return pages;
  }

  private static UsageVerdict check(String token, List<UsagePage> pages) {
    return UsageCheck.check(pages, Optional.empty(), Optional.of(UsageOwner.ofSubject(token)));
  }

  private long freeze(String token) {
    return TestExchange.log(events.freeze(token));
  }

  @Test
  void answer_holdsOfflineAndIsComplete() throws Exception {
    TestExchange exchange = new TestExchange();
    Logged first = exchange.first();
    Logged second = exchange.second(first);
    IndexWitness.awaitRoot(second.index() + 1);

    UsageVerdict verdict = check(exchange.subject, List.of(mine(exchange.subject, "")));
    UsageVerdict bureau =
        UsageCheck.check(
            List.of(
                page(
                    given()
                        .auth()
                        .oauth2(party("bureau", exchange.bureau))
                        .get("/v1/parties/" + exchange.bureau + "/usage"))),
            Optional.empty(),
            Optional.of(UsageOwner.ofParty(exchange.bureau)));

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).isEqualTo(2);
    assertThat(verdict.coveredSize()).isGreaterThan(second.index());
    assertThat(bureau.findings()).isEmpty();
    assertThat(bureau.isComplete()).isTrue();
  }

  /** Not filed under the person, and told all the same, with the proofs of its own list. */
  @Test
  void bulkRead_isInTheAnswersOfThoseWhoseEntriesItCovers() throws Exception {
    String person = TestEvents.subject();
    long own = freeze(person);
    Response read =
        given().auth().oauth2(auditor("*")).get("/v1/openings?from=" + own + "&to=" + (own + 1));
    long logged = Long.parseLong(read.header("Audit-Index"));
    String later = TestEvents.subject();
    IndexWitness.awaitRoot(freeze(later) + 1);

    UsagePage mine = mine(person, "");
    UsageVerdict verdict = check(person, List.of(mine));
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.bulkReads().covering()).contains(logged);
    assertThat(verdict.bulkReads().withheld()).isZero();
    assertThat(verdict.count()).isEqualTo(1);
    UsagePage others = mine(later, "");
    assertThat(check(later, List.of(others)).bulkReads().covering()).doesNotContain(logged);
    assertThat(others.answer().bulkReads().orElseThrow().entries())
        .as("down to the first that was there before the person")
        .hasSize(1);
  }

  @Test
  void answer_ofSomebodyWithoutEntriesProvesThatThereAreNone() throws Exception {
    String nobody = TestEvents.subject();
    IndexWitness.awaitRoot(freeze(TestEvents.subject()) + 1);

    UsageVerdict verdict = check(nobody, List.of(mine(nobody, "")));

    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).isZero();
  }

  @Test
  void answer_growsFromASavedOne() throws Exception {
    String person = TestEvents.subject();
    IndexWitness.awaitRoot(freeze(person) + 1);
    UsagePage old = mine(person, "");
    freeze(TestEvents.subject());
    freeze(person);
    IndexWitness.awaitRoot(freeze(person) + 1);

    UsagePage now = mine(person, "?previous=" + old.answer().saved());
    UsagePage unasked = mine(person, "");

    assertThat(
            UsageCheck.check(
                List.of(now), Optional.of(old), Optional.of(UsageOwner.ofSubject(person))))
        .satisfies(verdict -> assertThat(verdict.findings()).isEmpty())
        .extracting(UsageVerdict::count)
        .isEqualTo(3L);
    assertThat(unasked.answer().consistency()).isEmpty();
  }

  @Test
  void pages_areOneAnswerAlthoughTheIndexMovesOn() throws Exception {
    String person = TestEvents.subject();
    long last = 0;
    for (int i = 0; i < 5; i++) {
      last = freeze(person);
    }
    IndexWitness.awaitRoot(last + 1);
    UsagePage first = mine(person, "?limit=2");
    IndexWitness.awaitRoot(freeze(person) + 1);
    UsagePage second = mine(person, "?limit=2&cursor=" + first.answer().next().orElseThrow());
    UsagePage third = mine(person, "?limit=2&cursor=" + second.answer().next().orElseThrow());

    UsageVerdict verdict = check(person, List.of(first, second, third));

    assertThat(third.answer().next()).isEmpty();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).isEqualTo(5);
    assertThat(second.answer().own().count()).isEqualTo(6);
  }

  @Test
  void list_ofSeveralTilesIsProvedOnEachPage() throws Exception {
    String person = TestEvents.subject();
    List<byte[]> freezes = new ArrayList<>();
    for (int i = 0; i < 530; i++) {
      freezes.add(events.freeze(person));
    }
    List<String> lines =
        LogApi.appendBatch(LogApi.CONSENT_SERVICE, freezes).asString().lines().toList();
    JsonObject last = (JsonObject) CanonicalJson.parseMessage(lines.get(529).getBytes(UTF_8));
    IndexWitness.awaitRoot(last.getInteger("index") + 1);

    UsageVerdict verdict = check(person, pages(person, "?", 200));

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).isEqualTo(530);
  }

  @Test
  void linkedTokens_haveTheirListsUntilUnlinked() throws Exception {
    String card = TestEvents.subject();
    String phone = TestEvents.subject();
    freeze(card);
    freeze(phone);
    TestLinks links = new TestLinks(Clock.systemUTC());
    String link = links.link(card, phone);
    IndexWitness.awaitRoot(freeze(phone) + 1);

    List<UsagePage> byCard = pages(card, "?", 2);
    UsageVerdict phoneSees = check(phone, pages(phone, "?", 50));
    Response audited =
        given()
            .auth()
            .oauth2(auditor("*"))
            .contentType("application/json")
            .urlEncodingEnabled(false)
            .body(Map.of("subject", phone))
            .post("/v1/subjects:usage");

    assertThat(check(card, byCard).findings()).isEmpty();
    assertThat(check(card, byCard).isComplete()).isTrue();
    assertThat(check(card, byCard).count()).as("with the claim of both").isEqualTo(7);
    assertThat(phoneSees.isComplete()).isTrue();
    assertThat(page(audited).answer().linked()).hasSize(1);

    IndexWitness.awaitRoot(links.unlink(card, phone, link) + 1);
    assertThat(mine(card, "").answer().linked()).isEmpty();
    assertThat(check(card, pages(card, "?", 50)).isComplete()).isTrue();
    for (String one : List.of(card, phone)) {
      assertThat(mine(one, "").answer().own().entries())
          .as("neither side is shown the other's token any more")
          .noneMatch(
              entry ->
                  entry
                      .logged()
                      .opening()
                      .body()
                      .value()
                      .flatMap(body -> body.findObject("data"))
                      .filter(data -> data.has("linked"))
                      .isPresent());
    }
  }

  @Test
  void cursors_ofOtherListsAreRefused() throws Exception {
    String person = TestEvents.subject();
    freeze(person);
    IndexWitness.awaitRoot(freeze(person) + 1);
    UsageAnswer answer = mine(person, "?limit=1").answer();
    String other = citizen(TestEvents.subject());

    for (String query :
        List.of(
            "cursor=" + answer.next().orElseThrow(),
            "previous=" + answer.saved(),
            "previous=" + answer.next().orElseThrow(),
            "cursor=" + answer.saved(),
            "previous=AAAA",
            "cursor=" + answer.next().orElseThrow() + "&previous=" + answer.saved())) {
      assertProblem(given().auth().oauth2(other).get("/v1/me/usage?" + query), 422, "PAGE_INVALID");
    }
  }

  @Test
  void roots_areOneChainAndOneASecond() throws Exception {
    IndexWitness.awaitRoot(freeze(TestEvents.subject()) + 1);
    IndexRoot newest = IndexWitness.awaitRoot(freeze(TestEvents.subject()) + 1);

    long number = 0;
    long index = -1;
    long millis = 0;
    Optional<Long> after = Optional.of(0L);
    while (after.isPresent()) {
      JsonObject page =
          (JsonObject)
              CanonicalJson.parseMessage(
                  given().get("/index/roots?limit=3&after=" + after.get()).asByteArray());
      for (JsonValue item : page.getArray("roots").items()) {
        JsonObject entry = (JsonObject) item;
        JsonObject opening = entry.getObject("opening");
        IndexRoot root =
            IndexRoot.find(opening.getObject("body").getObject("value").getObject("data"))
                .orElseThrow();
        assertThat(root.number()).isEqualTo(++number);
        assertThat(root.previous().orElse(-1)).isEqualTo(index);
        assertThat(root.coveredSize())
            .isGreaterThan(index)
            .isLessThanOrEqualTo(entry.getInteger("index"));
        assertThat(opening.getInteger("recordedMillis")).isGreaterThanOrEqualTo(millis + 1000);
        index = entry.getInteger("index");
        millis = opening.getInteger("recordedMillis");
      }
      after = page.findInteger("next");
    }

    assertThat(number).isGreaterThanOrEqualTo(newest.number());
  }

  @Test
  void index_rebuiltFromStubsAndSaltsIsTheServedOneAndNoOther() throws Exception {
    String person = TestEvents.subject();
    freeze(person);
    freeze(TestEvents.subject());
    IndexRoot served = IndexWitness.awaitRoot(freeze(person) + 1);
    Map<String, byte[]> salts = IndexWitness.salts();
    List<Filed> filed = IndexWitness.filed(served.coveredSize());
    int last = filed.size() - 1;
    Filed one = filed.get(last);
    Filed before = filed.get(last - 1);

    assertThat(IndexWitness.rootOf(filed, salts)).isEqualTo(served.root());
    assertThat(IndexWitness.rootOf(filed.subList(0, last), salts))
        .as("an entry left out")
        .isNotEqualTo(served.root());
    assertThat(
            IndexWitness.rootOf(
                with(filed, last, new Filed(one.index(), one.entry(), before.labels())), salts))
        .as("filed under another label")
        .isNotEqualTo(served.root());
    assertThat(
            IndexWitness.rootOf(
                with(filed, last, new Filed(one.index(), before.entry(), one.labels())), salts))
        .as("another entry in its place")
        .isNotEqualTo(served.root());
    List<Filed> moved = new ArrayList<>(filed);
    moved.add(0, moved.remove(last));
    assertThat(IndexWitness.rootOf(moved, salts))
        .as("moved in its list")
        .isNotEqualTo(served.root());
    salts.replaceAll((label, salt) -> new byte[salt.length]);
    assertThat(IndexWitness.rootOf(filed, salts))
        .as("by whoever has no salts")
        .isNotEqualTo(served.root());
  }

  private static List<Filed> with(List<Filed> filed, int at, Filed other) {
    List<Filed> changed = new ArrayList<>(filed);
    changed.set(at, other);
    return changed;
  }

  @Test
  void salts_areForAuditorsOfEverything_andTheReadIsLogged() {
    assertProblem(
        given().auth().oauth2(auditor("bureau-north")).get("/v1/index/salts"),
        403,
        "OUT_OF_AUDIT_SCOPE");
    assertThat(
            given()
                .auth()
                .oauth2(party("bureau", "bureau-north"))
                .get("/v1/index/salts")
                .statusCode())
        .isEqualTo(403);
    long read =
        Long.parseLong(
            given().auth().oauth2(auditor("*")).get("/v1/index/salts").header("Audit-Index"));
    assertThat(
            given()
                .auth()
                .oauth2(auditor("*"))
                .get("/v1/openings?from=%d&to=%d".formatted(read, read + 1))
                .asString())
        .contains("audit.read");
  }
}
