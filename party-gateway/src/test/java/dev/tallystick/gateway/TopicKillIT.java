package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.gateway.scripted.LocalBroker;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ReadTopic;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.houserules.PackagedMigration;
import dev.tallystick.houserules.PostgresResource;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway is killed while messages of a topic are on their way: each counts once. */
class TopicKillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PostgresResource database = new PostgresResource();
  private final PartySuiteResource party = new PartySuiteResource();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Properties settings = new Properties();
  private final List<ScriptedSuite> suites = new ArrayList<>();
  private @Nullable LocalBroker broker;
  private @Nullable Process gateway;

  @TempDir Path folder;

  @BeforeEach
  void begin() throws Exception {
    database.init(Map.of("packaged", "true"));
    settings.putAll(database.start());
    settings.putAll(party.start());
    party.inject((value, any) -> suites.add((ScriptedSuite) value));
    settings.put("tallystick.gateway.role", "platform");
    LocalBroker started = new LocalBroker(folder);
    broker = started;
    started.start();
    started.make(ReadTopic.TOPIC, 2);
    settings.putAll(ReadTopic.settings(started, folder));
    settings.put("quarkus.oidc.auth-server-url", "http://127.0.0.1:9/realms/none");
    try (ServerSocket free = new ServerSocket(0)) {
      settings.put("quarkus.http.port", Integer.toString(free.getLocalPort()));
    }
  }

  @AfterEach
  void end() throws Exception {
    kill();
    if (broker != null) {
      broker.close();
    }
    party.stop();
    database.stop();
  }

  private String setting(String name) {
    return settings.getProperty(name, "");
  }

  private ScriptedSuite suite() {
    return suites.get(0);
  }

  private LocalBroker broker() {
    return Objects.requireNonNull(broker);
  }

  private void sell(int partition, int count) {
    broker().send(ReadTopic.TOPIC, partition, ReadTopic.sales("north", count));
  }

  private long noted(int partition) {
    return broker().noted(ReadTopic.GROUP, ReadTopic.TOPIC, partition);
  }

  private void start() throws IOException {
    Path file = folder.resolve("gateway.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, null);
    }
    gateway =
        new ProcessBuilder(PackagedMigration.program(file))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(folder.resolve("gateway.log").toFile()))
            .start();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> ask("GET", "/q/health/ready", "").statusCode() == 200);
  }

  private void kill() throws InterruptedException {
    Process running = gateway;
    if (running != null) {
      int unused = running.destroyForcibly().waitFor();
    }
  }

  private HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    String key = Files.readString(Path.of(setting("tallystick.gateway.local-key-file"))).strip();
    return http.send(
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + setting("quarkus.http.port") + path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "kill-0001")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private void awaitDeposited(int stored) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                JSON.readTree(ask("GET", "/v1/sources", "").body()).at("/sources/0/stored").asInt(),
            count -> count == stored);
    await().atMost(PATIENCE).until(() -> onTheirWay() == 0);
  }

  private long onTheirWay() throws IOException {
    try (Stream<Path> work = Files.list(folder.resolve("topic/work"))) {
      return work.count();
    }
  }

  /** The place of each message that is told to be stored. */
  private List<String> told() throws IOException {
    List<String> places = new ArrayList<>();
    try (Stream<Path> done = Files.walk(folder.resolve("topic/done"))) {
      for (Path file : done.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode result = JSON.readTree(line);
          assertThat(result.path("result").asText()).isEqualTo("STORED");
          assertThat(result.path("topic").asText()).isEqualTo(ReadTopic.TOPIC);
          places.add(result.path("partition").asInt() + ":" + result.path("offset").asLong());
        }
      }
    }
    return places;
  }

  private String problem() throws Exception {
    return JSON.readTree(ask("GET", "/v1/sources", "").body()).at("/sources/0/problem").asText();
  }

  private static Stream<String> places(int partition, int count) {
    return IntStream.range(0, count).mapToObj(offset -> partition + ":" + offset);
  }

  @Test
  void gatewayThatIsKilled_goesOnAtTheFirstMessageWithoutAReceipt() throws Exception {
    start();
    assertThat(ask("POST", "/v1/keys/enrolment", "{\"code\":\"K7Q2-MW4P\"}").statusCode())
        .isEqualTo(201);

    // Read and on the disk, and not sent.
    suite().intake().goAwayBehind(0);
    sell(0, 6_000);
    await().atMost(PATIENCE).until(() -> suite().intake().refusals() > 0);
    kill();
    assertThat(noted(0)).as("no receipt, no offset").isZero();
    suite().intake().goAwayBehind(-1);
    start();
    awaitDeposited(6_000);
    assertThat(noted(0)).isEqualTo(6_000);

    // Signed, and the log is away: the receipt comes when the gateway is dead.
    suite().intake().holdUp();
    sell(1, 3);
    await().atMost(PATIENCE).until(() -> suite().intake().heldRefusals() > 0);
    kill();
    suite().intake().letGo();
    start();
    awaitDeposited(6_003);
    assertThat(noted(1)).isEqualTo(3);

    // Deposited, and the broker is away before the offset is noted.
    suite().intake().holdUp();
    sell(1, 4);
    await().atMost(PATIENCE).until(() -> suite().intake().heldRefusals() > 0);
    broker().kill();
    suite().intake().letGo();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> problem().equals("BROKER_AWAY"));
    kill();
    int chunks = suite().intake().offsets().size();
    broker().start();
    assertThat(noted(1)).isEqualTo(3);
    start();
    awaitDeposited(6_007);
    assertThat(noted(1)).isEqualTo(7);
    assertThat(suite().intake().offsets()).as("known by its key").hasSize(chunks);

    assertThat(told())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(places(0, 6_000), places(1, 7)).toList());
    assertThat(Files.readString(folder.resolve("gateway.log")))
        .doesNotContain(LocalBroker.PASSWORD)
        .doesNotContain("C-17");
  }
}
