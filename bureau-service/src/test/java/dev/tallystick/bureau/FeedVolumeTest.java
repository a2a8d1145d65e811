package dev.tallystick.bureau;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.bureau.inquiry.AnswerSeal;
import dev.tallystick.bureau.inquiry.AnswerSeal.SealedAnswer;
import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MarketResource;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * How many items reach subscribers, and how fast they are released beside inquiries; large with
 * -Pendurance, and small otherwise.
 */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(MarketResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class FeedVolumeTest {
  private static final Logger LOG = Logger.getLogger(FeedVolumeTest.class);
  private static final boolean LONG = Boolean.getBoolean("tallystick.endurance");
  private static final int SUBSCRIBERS = 20;
  private static final int ITEMS_OF_EACH = LONG ? 1_000 : 10;
  private static final int FEEDS = LONG ? 100 : 8;
  private static final int ASKED_PER_SECOND = 1_000;
  private static final int REPORT_SIZE = 8_192;
  private static final Pattern ITEM = Pattern.compile("\"item\":\"(itm_[^\"]+)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":([0-9]+)}$");

  /** Without the second compiler, as tests run, sealing takes many times as long. */
  private static final boolean FIRST_COMPILER_ALONE =
      ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:TieredStopAtLevel=1");

  private static final String FEED =
      """
      insert into loan_feed (bureau_id, feed_id, lender, loan_id, consent, subject, subject_label, request,
        request_until, state, since, next_try)
      values ('bureau-volume', ?, ?, 'loan', 'consent', 'nobody', 'none', 'none', 'infinity', 'ACTIVE', now(), 'infinity')
      """;
  private static final String INQUIRY =
      """
      insert into inquiry (bureau_id, attempt, lender, idempotency_key, request_hash, state, claimed_until, created_at,
        subject, product, event_id, not_after, fee, logged_at, attempts, wrapped_key, sealed_answer, jwe, deliver_by)
      values ('bureau-volume', ?, ?, ?, '', 'SENT', 'infinity', now() + interval '10 years', 'nobody', 'prd', ?, now(),
        '{}', now(), 1, ?, ?, ?, now() + interval '10 years')
      """;
  private static final String ITEM_ROW =
      """
      insert into loan_feed_item (bureau_id, item_id, feed_id, lender, kind, state, cause_first, cause_last, causes, cursor,
        attempt, made_at)
      values ('bureau-volume', ?, ?, ?, 'REPORT', 'READY', 1, 1, 1, ?, ?, now() + interval '10 years')
      """;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  Market market;

  @Inject DataSource database;
  @Inject AnswerSeal seal;

  @Test
  void releasedItems_reachTwentySubscribers_aThousandASecond() throws Exception {
    List<String> lenders = new ArrayList<>();
    for (int i = 0; i < SUBSCRIBERS; i++) {
      lenders.add("bank-volume-" + UUID.randomUUID().toString().substring(0, 8));
      fill(lenders.get(i));
    }

    ExecutorService threads = Executors.newFixedThreadPool(SUBSCRIBERS);
    long start = System.nanoTime();
    List<CompletableFuture<Set<String>>> readers =
        lenders.stream()
            .map(lender -> CompletableFuture.supplyAsync(() -> readAll(lender), threads))
            .toList();
    int read = 0;
    for (CompletableFuture<Set<String>> reader : readers) {
      assertThat(reader.get()).hasSize(ITEMS_OF_EACH);
      read += ITEMS_OF_EACH;
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    threads.shutdown();

    LOG.infof("feed: %d items to %d subscribers in %.2f s", read, SUBSCRIBERS, seconds);
    if (LONG) {
      int asked = FIRST_COMPILER_ALONE ? ASKED_PER_SECOND / 3 : ASKED_PER_SECOND;
      assertThat(read / seconds).isGreaterThanOrEqualTo(asked);
    }
  }

  private void fill(String lender) {
    Rows rows = new Rows(database, "bureau-volume");
    int unused = rows.update(FEED, "fed_" + lender, lender);
    JsonObject answer = JsonObject.builder().put("inquiry", "x".repeat(1_024)).build();
    for (int i = 1; i <= ITEMS_OF_EACH; i++) {
      UUID attempt = UUID.randomUUID();
      SealedAnswer sealed = seal.seal(new BureauId("bureau-volume"), attempt, answer);
      String item = "itm_" + attempt;
      int unusedToo =
          rows.update(
              INQUIRY,
              attempt,
              lender,
              item,
              UUID.randomUUID(),
              sealed.key().toByteArray(),
              sealed.value().toByteArray(),
              "j".repeat(REPORT_SIZE));
      int unusedEither = rows.update(ITEM_ROW, item, "fed_" + lender, lender, (long) i, attempt);
    }
  }

  /** Reads page after page until there is no more, as a subscriber does. */
  private static Set<String> readAll(String lender) {
    String token = Tokens.claims("lender").audience("bureau-service").claim("party", lender).sign();
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Set<String> items = new TreeSet<>();
    String after = "0";
    while (true) {
      URI page =
          URI.create(
              "http://localhost:"
                  + RestAssured.port
                  + "/v1/feed-items?bureau=bureau-volume&limit=100&after="
                  + after);
      try {
        String text =
            http.send(
                    BoundRequests.authorized(HttpRequest.newBuilder(page).build(), token),
                    BodyHandlers.ofString())
                .body();
        Matcher each = ITEM.matcher(text);
        while (each.find()) {
          items.add(each.group(1));
        }
        Matcher next = NEXT.matcher(text);
        assertThat(next.find()).as(text).isTrue();
        if (next.group(1).equals(after)) {
          return items;
        }
        after = next.group(1);
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void items_areReleasedTwiceAsFastAsInquiries_inTheSameRun() throws Exception {
    FeedScene first = FeedScene.open(market);
    List<FeedScene> feeds = new ArrayList<>(List.of(first));
    while (feeds.size() < FEEDS) {
      feeds.add(first.withAnother());
    }
    feeds.forEach(FeedScene::subscribed);
    long after = first.newest();
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Integer> inquiries =
        CompletableFuture.supplyAsync(() -> inquire(first.bought().fair(), isOver));

    long start = System.nanoTime();
    feeds.forEach(FeedScene::change);
    Awaiting.until("all are told", () -> count(first, after) >= FEEDS);
    double seconds = (System.nanoTime() - start) / 1e9;
    isOver.set(true);
    int sold = inquiries.get();

    LOG.infof("feed: %d items and %d inquiries released in %.2f s", FEEDS, sold, seconds);
    assertThat(feeds).allMatch(feed -> feed.releases().size() == 1);
    if (LONG) {
      assertThat(FEEDS).isGreaterThanOrEqualTo(2 * sold);
    }
  }

  /** A lender that asks about one person after the other. */
  private static int inquire(Fair fair, AtomicBoolean isOver) {
    int sold = 0;
    while (!isOver.get()) {
      Fair other =
          new Fair(
              fair.market(),
              fair.bureau(),
              fair.lender(),
              fair.lender().drawSubject(),
              fair.product());
      other.lender().buy(other.request()).then().statusCode(200);
      sold++;
    }
    return sold;
  }

  private static int count(FeedScene scene, long after) {
    int items = 0;
    long cursor = after;
    while (true) {
      List<JsonObject> page = scene.items(cursor);
      if (page.isEmpty()) {
        return items;
      }
      items += page.size();
      cursor = page.get(page.size() - 1).getInteger("cursor");
    }
  }
}
