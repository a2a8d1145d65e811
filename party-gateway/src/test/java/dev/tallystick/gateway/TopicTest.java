package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.gateway.scripted.LocalBroker;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ReadTopic;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform's topic: each message is deposited, and its offset is noted after its receipt. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(ReadTopic.class)
@WithTestResource(OidcWiremockTestResource.class)
class TopicTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final String TOPIC = ReadTopic.TOPIC;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  LocalBroker broker;

  @BeforeEach
  void begin() {
    suite.reset();
    OwnSystem.enrol();
  }

  private static Path dir() {
    return Path.of(ConfigProvider.getConfig().getValue("tallystick.topic.dir", String.class));
  }

  private static Map<String, Object> source() {
    List<Map<String, Object>> sources =
        given()
            .auth()
            .oauth2(new RealmTokens("party-gateway").ofParty("platform", "party-1"))
            .get("/v1/sources")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getList("sources");
    return sources.stream()
        .filter(each -> "topic".equals(each.get("source")))
        .findFirst()
        .orElse(Map.of());
  }

  private static long stored() {
    return source().get("stored") instanceof Number number ? number.longValue() : 0;
  }

  private static void awaitStored(long count) {
    await().atMost(PATIENCE).until(TopicTest::stored, stored -> stored == count);
    await().atMost(PATIENCE).until(() -> waiting().isEmpty());
  }

  private static void awaitProblem(String code) {
    await().atMost(PATIENCE).until(() -> code.equals(source().get("problem")));
  }

  private long noted(int partition) {
    return broker.noted(ReadTopic.GROUP, TOPIC, partition);
  }

  private static List<String> results() throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.isDirectory(dir().resolve("done"))) {
      try (Stream<Path> done = Files.walk(dir().resolve("done"))) {
        for (Path file : done.filter(Files::isRegularFile).toList()) {
          lines.addAll(Files.readAllLines(file));
        }
      }
    }
    return lines;
  }

  private static List<Path> waiting() throws IOException {
    if (!Files.isDirectory(dir().resolve("work"))) {
      return List.of();
    }
    try (Stream<Path> work = Files.list(dir().resolve("work"))) {
      return work.toList();
    }
  }

  @Test
  void messages_areDeposited_andOneThatFailsSaysWhereAndWhy() throws Exception {
    long before = stored();
    long one = noted(0);
    long other = noted(1);
    int told = results().size();
    broker.send(
        TOPIC,
        0,
        Arrays.asList(
            ReadTopic.sale("north", 1),
            ReadTopic.sale("north", 2).replace("2026-03-01", "not-a-day"),
            null,
            "\u001f\u008b no document",
            ReadTopic.sale("pharmacy", 5),
            ReadTopic.sale("north", 6).replace(",", ",\n  ")));
    broker.send(TOPIC, 1, ReadTopic.sales("south", 3));

    awaitStored(before + 5);
    await().atMost(PATIENCE).until(() -> results().size() >= told + 9);

    List<String> results = results();
    assertThat(results)
        .filteredOn(line -> line.contains("\"field\":\"day\""))
        .singleElement()
        .asString()
        .contains("\"result\":\"REFUSED\"", "\"code\":", place(0, one + 1));
    for (long offset : List.of(one + 2, one + 3)) {
      assertThat(results)
          .filteredOn(line -> line.contains(place(0, offset)))
          .singleElement()
          .asString()
          .contains("\"result\":\"REFUSED\"", "\"code\":\"ROW_MALFORMED\"");
    }
    assertThat(results)
        .filteredOn(line -> line.contains("CATEGORY_PROHIBITED"))
        .singleElement()
        .asString()
        .contains("\"ruleId\":\"R21\"", place(0, one + 4));
    assertThat(String.join("", results))
        .doesNotContain("C-1")
        .doesNotContain("not-a-day")
        .doesNotContain("a-key-that");
    assertThat(noted(0)).isEqualTo(one + 6);
    assertThat(noted(1)).isEqualTo(other + 3);
    assertThat(source()).doesNotContainKey("problem").doesNotContainKey("mark");
  }

  private static String place(int partition, long offset) {
    return "\"offset\":%d,\"partition\":%d".formatted(offset, partition);
  }

  @Test
  void suiteThatIsAway_noOffsetIsNotedBeforeTheReceipt() throws Exception {
    long before = stored();
    long noted = noted(0);
    int chunks = suite.intake().offsets().size();
    suite.intake().goAwayBehind(0);
    broker.send(TOPIC, 0, ReadTopic.sales("long", 6_000));
    await().atMost(PATIENCE).until(() -> suite.intake().refusals() > 0);
    awaitProblem("DEPOSITED_LATER");
    assertThat(noted(0)).as("no receipt, no offset").isEqualTo(noted);

    suite.intake().goAwayBehind(-1);

    awaitStored(before + 6_000);
    assertThat(noted(0)).isEqualTo(noted + 6_000);
    List<Long> sent = suite.intake().offsets();
    assertThat(sent.subList(chunks, sent.size())).containsOnly(0L).hasSizeGreaterThan(1);
  }

  /** What has its receipt is not sent again because its offset could not be noted. */
  @Test
  void brokerThatGoesAway_isSaidAndReadOnLater() throws Exception {
    broker.send(TOPIC, 1, ReadTopic.sales("first", 1));
    await().atMost(PATIENCE).until(() -> stored() > 0 && waiting().isEmpty());
    long before = stored();
    long noted = noted(1);
    suite.intake().holdUp();
    broker.send(TOPIC, 1, ReadTopic.sales("held", 3));
    await().atMost(PATIENCE).until(() -> suite.intake().heldRefusals() > 0);
    broker.kill();
    suite.intake().letGo();
    awaitProblem("BROKER_AWAY");
    assertThat(stored()).as("counted when its offset is noted").isEqualTo(before);
    int chunks = suite.intake().offsets().size();

    broker.start();

    awaitStored(before + 3);
    assertThat(suite.intake().offsets()).as("nothing is sent twice").hasSize(chunks);
    assertThat(noted(1)).isEqualTo(noted + 3);
    broker.send(TOPIC, 1, ReadTopic.sales("after", 2));
    awaitStored(before + 5);
    await().atMost(PATIENCE).until(() -> !source().containsKey("problem"));
  }

  /** Another member takes a partition over and gives it back; each message is read by one. */
  @Test
  void memberThatComesAndGoes_leavesNothingOut() throws Exception {
    broker.send(TOPIC, 0, ReadTopic.sales("alone", 2));
    broker.send(TOPIC, 1, ReadTopic.sales("alone", 2));
    await().atMost(PATIENCE).until(() -> waiting().isEmpty() && stored() >= 4);
    await().atMost(PATIENCE).until(() -> waiting().isEmpty() && !source().containsKey("problem"));
    long before = stored();
    long noted = noted(0) + noted(1);
    int read = 0;
    try (KafkaConsumer<byte[], byte[]> other = broker.member(ReadTopic.GROUP)) {
      other.subscribe(List.of(TOPIC));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(other.poll(Duration.ofMillis(200)).isEmpty()).isTrue();
                return other.assignment().size() == 1;
              });
      broker.send(TOPIC, 0, ReadTopic.sales("shared", 3));
      broker.send(TOPIC, 1, ReadTopic.sales("shared", 3));
      for (long end = System.nanoTime() + PATIENCE.toNanos();
          read < 3 && System.nanoTime() < end; ) {
        read += other.poll(Duration.ofMillis(200)).count();
      }
      assertThat(read).isEqualTo(3);
      other.commitSync();
      awaitStored(before + 3);
    }
    broker.send(TOPIC, 0, ReadTopic.sales("back", 2));
    broker.send(TOPIC, 1, ReadTopic.sales("back", 2));

    awaitStored(before + 7);
    assertThat(noted(0) + noted(1)).as("each message once").isEqualTo(noted + 10);
  }
}
