package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.gateway.scripted.PartySuiteResource;
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
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway of a platform that reads rows from somewhere, to be killed on the way. */
abstract class KillScene {
  static final Duration PATIENCE = Duration.ofMinutes(3);
  static final ObjectMapper JSON = new ObjectMapper();

  private final String work;
  private final PostgresResource database = new PostgresResource();
  private final PartySuiteResource party = new PartySuiteResource();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Properties settings = new Properties();
  private final List<ScriptedSuite> suites = new ArrayList<>();
  private @Nullable Process gateway;

  @TempDir Path folder;

  /**
   * A gateway that is not running yet.
   *
   * @param work the folder in which it keeps what it has read
   */
  KillScene(String work) {
    this.work = work;
  }

  /** Begins what rows are read from, and sets how. */
  abstract void beginSource(Properties settings) throws Exception;

  /** Ends it, if it has begun. */
  void endSource() throws Exception {}

  @BeforeEach
  void begin() throws Exception {
    database.init(Map.of("packaged", "true"));
    settings.putAll(database.start());
    settings.putAll(party.start());
    party.inject((value, any) -> suites.add((ScriptedSuite) value));
    settings.put("tallystick.gateway.role", "platform");
    settings.put("quarkus.oidc.auth-server-url", "http://127.0.0.1:9/realms/none");
    beginSource(settings);
    try (ServerSocket free = new ServerSocket(0)) {
      settings.put("quarkus.http.port", Integer.toString(free.getLocalPort()));
    }
  }

  @AfterEach
  void end() throws Exception {
    kill();
    endSource();
    party.stop();
    database.stop();
  }

  String setting(String name) {
    return settings.getProperty(name, "");
  }

  ScriptedSuite suite() {
    return suites.get(0);
  }

  void start() throws IOException {
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

  void kill() throws InterruptedException {
    Process running = gateway;
    if (running != null) {
      int unused = running.destroyForcibly().waitFor();
    }
  }

  HttpResponse<String> ask(String method, String path, String body)
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

  void awaitDeposited(int stored) {
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
    try (Stream<Path> files = Files.list(folder.resolve(work).resolve("work"))) {
      return files.count();
    }
  }

  /** The result of each row; all are told to be stored. */
  List<JsonNode> results() throws IOException {
    List<JsonNode> results = new ArrayList<>();
    try (Stream<Path> done = Files.walk(folder.resolve(work).resolve("done"))) {
      for (Path file : done.filter(Files::isRegularFile).toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode result = JSON.readTree(line);
          assertThat(result.path("result").asText()).isEqualTo("STORED");
          results.add(result);
        }
      }
    }
    return results;
  }

  /** Starts it and registers its keys. */
  void enrol() throws IOException, InterruptedException {
    start();
    assertThat(ask("POST", "/v1/keys/enrolment", "{\"code\":\"K7Q2-MW4P\"}").statusCode())
        .isEqualTo(201);
  }
}
