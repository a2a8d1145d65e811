package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What was packaged runs: the jar in a plain build, the native executable with {@code -Dnative}. It
 * is few requests, each through another part of the framework; what the service does is told by the
 * tests that run inside it.
 */
@Tag("packaged")
public abstract class PackagedServiceRules {
  private final RealmTokens tokens;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The rules for the service of this name. */
  protected PackagedServiceRules(String service) {
    this.tokens = new RealmTokens(service);
  }

  @Test
  protected void health_isReady() throws Exception {
    assertThat(get("", "/q/health/ready"))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
        .satisfies(answer -> assertThat(answer.body()).contains("\"status\": \"UP\""));
  }

  @Test
  protected void api_isDescribedAsCommitted() throws Exception {
    HttpResponse<String> answer = get(tokens.withRoles("lender"), "/q/openapi");

    assertThat(answer.statusCode()).isEqualTo(200);
    ObjectMapper yaml = new YAMLMapper();
    assertThat(yaml.readTree(answer.body()))
        .isEqualTo(yaml.readTree(Path.of("openapi.yaml").toFile()));
  }

  /** The jars of the suite, and what the framework made: nowhere a switch that takes a rule out. */
  @Test
  protected void rules_haveNoSwitch() throws IOException {
    Path packaged = Path.of("target", "quarkus-app");
    assumeTrue(Files.isDirectory(packaged), "a native executable has no classes to look at");
    int classes = 0;
    try (Stream<Path> files = Files.walk(packaged)) {
      for (Path jar : files.filter(PackagedServiceRules::isOwn).toList()) {
        classes += classesWithoutSwitch(jar);
      }
    }
    assertThat(classes).isGreaterThan(100);
  }

  private static boolean isOwn(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".jar")
        && (path.contains("dev.tallystick.") || !path.contains("quarkus-app/lib/"));
  }

  private static int classesWithoutSwitch(Path jar) throws IOException {
    int classes = 0;
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(".class")) {
          classes++;
          assertThat(new String(in.readAllBytes(), ISO_8859_1))
              .as(jar + " " + entry.getName())
              .doesNotContain("TakenOutRule", "tallystick.rules.taken-out");
        }
      }
    }
    return classes;
  }

  @Test
  protected void refusals_areProblems() throws Exception {
    assertProblem(get("", "/q/metrics"), 401);
    assertProblem(get(tokens.withRoles("citizen"), "/q/metrics"), 403);
    assertProblem(get("", "/nowhere"), 404);
  }

  @Test
  protected void metrics_areShownToTheOperator() throws Exception {
    HttpResponse<String> answer = get(tokens.withRoles("operator"), "/q/metrics");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("# TYPE worker_pool_ratio gauge");
  }

  /** Asks for a path, with a token unless it is empty. */
  protected final HttpResponse<String> get(String token, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path)).build();
    return http.send(BoundRequests.authorized(request, token), BodyHandlers.ofString());
  }

  /** Tokens that mean the service. */
  protected final RealmTokens tokens() {
    return tokens;
  }

  /** Asserts that a request was refused with this status and told why. */
  protected static void assertProblem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.body()).contains("\"status\":" + status, "\"code\":");
  }
}
