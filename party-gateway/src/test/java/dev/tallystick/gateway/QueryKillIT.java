package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.QueriedTill;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway is killed while rows of a query are on their way: each counts once. */
class QueryKillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final PostgresResource database = new PostgresResource();
  private final PartySuiteResource party = new PartySuiteResource();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Properties settings = new Properties();
  private final List<ScriptedSuite> suites = new ArrayList<>();
  private @Nullable Process gateway;

  @TempDir Path folder;

  @BeforeEach
  void begin() throws Exception {
    database.init(Map.of("packaged", "true"));
    settings.putAll(database.start());
    settings.putAll(party.start());
    party.inject((value, any) -> suites.add((ScriptedSuite) value));
    settings.put("tallystick.gateway.role", "platform");
    settings.putAll(QueriedTill.settings(folder));
    settings.put("tallystick.query.url", setting("quarkus.datasource.jdbc.url"));
    settings.put("tallystick.query.username", setting("tallystick.test.superuser"));
    settings.put("tallystick.query.password", setting("tallystick.test.superuser-password"));
    settings.put("quarkus.oidc.auth-server-url", "http://127.0.0.1:9/realms/none");
    try (ServerSocket free = new ServerSocket(0)) {
      settings.put("quarkus.http.port", Integer.toString(free.getLocalPort()));
    }
    sql("create schema till");
    sql(
        "create table till.sale (id bigint generated always as identity,"
            + " customer text, day text, shop text, amount numeric(9,2))");
  }

  @AfterEach
  void end() throws Exception {
    kill();
    party.stop();
    database.stop();
  }

  private String setting(String name) {
    return settings.getProperty(name, "");
  }

  private ScriptedSuite suite() {
    return suites.get(0);
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                setting("tallystick.query.url"),
                setting("tallystick.query.username"),
                setting("tallystick.query.password"));
        Statement run = connection.createStatement()) {
      boolean unused = run.execute(statement);
    }
  }

  private void sell(int count) throws SQLException {
    sql(
        "insert into till.sale (customer, day, shop, amount)"
            + " select 'C-' || n, '2026-03-01', 'north', 12.50 from generate_series(1, "
            + count
            + ") n");
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
    try (Stream<Path> work = Files.list(folder.resolve("query/work"))) {
      return work.count();
    }
  }

  /** The mark of each row that is told to be stored. */
  private List<Long> told() throws IOException {
    List<Long> marks = new ArrayList<>();
    try (Stream<Path> done = Files.walk(folder.resolve("query/done"))) {
      for (Path file : done.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode result = JSON.readTree(line);
          assertThat(result.path("result").asText()).isEqualTo("STORED");
          marks.add(result.path("mark").asLong());
        }
      }
    }
    return marks;
  }

  @Test
  void gatewayThatIsKilled_goesOnAtTheFirstRowWithoutAReceipt() throws Exception {
    start();
    assertThat(ask("POST", "/v1/keys/enrolment", "{\"code\":\"K7Q2-MW4P\"}").statusCode())
        .isEqualTo(201);

    // Read and on the disk, and not sent; the platform deletes some of it meanwhile.
    suite().intake().goAwayBehind(0);
    sell(6_000);
    await().atMost(PATIENCE).until(() -> suite().intake().refusals() > 0);
    kill();
    sql("delete from till.sale where id <= 1000");
    suite().intake().goAwayBehind(-1);
    start();
    awaitDeposited(6_000);

    // Signed, and the log is away: the receipt comes when the gateway is dead.
    suite().intake().holdUp();
    sell(3);
    await().atMost(PATIENCE).until(() -> suite().intake().heldRefusals() > 0);
    kill();
    suite().intake().letGo();
    start();
    awaitDeposited(6_003);

    assertThat(told())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 6_003).boxed().toList());
  }
}
