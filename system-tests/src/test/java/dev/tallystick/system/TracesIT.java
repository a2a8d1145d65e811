package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.demo.Canaries;
import dev.tallystick.demo.Cast;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.system.TraceCollector.TracedSpan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The demonstration in a suite with a collector of traces: a sale is one trace through the
 * services, each entry leads to its trace and each trace to its entries, and no span holds anything
 * about a person.
 */
@Tag("ci")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class TracesIT {
  private static final String RELEASED = "dev.tallystick.data.released.v1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String STRANGERS_TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final Set<String> SALE =
      Set.of("bureau-service", "data-vault", "consent-service", "audit-service");

  /** Those that have events logged. */
  private static final List<String> MAKERS =
      List.of("consent-service", "data-vault", "bureau-service");

  private static final Set<String> PAGE = Set.of("portal", "audit-service");

  @Test
  void entriesLeadToTracesAndBack_andSpansNameNobody() throws Exception {
    logInJson();
    try (TraceCollector collector = new TraceCollector();
        Suite suite = Suite.startFresh("home-traces", "5000", environment(collector))) {
      Command.Result told = suite.command().run("demo");
      assertThat(told.exitCode()).as(told.output()).isZero();
      askAsAStranger(suite);
      readAPage(suite, told.output());

      Map<String, String> traces = tracesOfEntries(suite);
      assertThat(traces).hasSizeGreaterThan(30);
      await("the spans of every entry")
          .atMost(60, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(loggedSpans(collector)).containsAllEntriesOf(traces));
      await("a sale, and a page")
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(
              () ->
                  assertThat(servicesByTrace(collector).values())
                      .anyMatch(services -> services.containsAll(SALE))
                      .anyMatch(services -> services.containsAll(PAGE)));
      assertNobodyIsNamed(collector.text());
      assertThat(collector.text()).doesNotContain(STRANGERS_TRACE);
      assertLinesLeadToEntriesAndTraces(suite, traces);
      suite.assertHonest(Cast.BUREAU);
    }
  }

  private static Map<String, String> environment(TraceCollector collector) {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED", "false",
        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms",
        "TALLYSTICK_TRACES_URL", collector.url());
  }

  /** As an installation has them; local suites write lines for people. */
  private static void logInJson() throws Exception {
    SuiteFolder folder = SuiteFolder.open(Path.of("target", "home-traces").toAbsolutePath());
    Files.createDirectories(folder.override(""));
    for (String service : MAKERS) {
      Files.writeString(
          folder.override(service + ".properties"), "quarkus.log.console.json.enabled=true\n");
    }
  }

  /** Somebody without a token, who would like to choose the trace. */
  private static void askAsAStranger(Suite suite) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(suite.address("AUDIT_URL") + "/log/checkpoint"))
            .header("traceparent", "00-" + STRANGERS_TRACE + "-b7ad6b7169203331-01")
            .build();
    assertThat(
            HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }

  /** Whom the demonstration has enrolled reads what was logged about them. */
  private static void readAPage(Suite suite, String told) throws Exception {
    Matcher enrolled = Pattern.compile("a person enrols: (\\S+) is").matcher(told);
    assertThat(enrolled.find()).as(told).isTrue();
    String name = enrolled.group(1);
    String password =
        Secrets.in(suite.command().home().resolve("secrets.properties")).password(name);
    HttpResponse<String> page =
        new PortalVisit(suite.address("PORTAL_URL")).logIn("/me/usage", name, password);
    assertThat(page.statusCode()).isEqualTo(200);
  }

  /** Of each entry whose event names one, as the auditor of everything reads them. */
  private static Map<String, String> tracesOfEntries(Suite suite) throws Exception {
    String audit = suite.address("AUDIT_URL");
    String auditor = suite.token("auditor");
    String size =
        Suite.read(audit + "/log/checkpoint", auditor).lines().skip(1).findFirst().orElseThrow();
    String openings = Suite.read(audit + "/v1/openings?from=0&to=" + size, auditor);
    Map<String, String> traces = new HashMap<>();
    Set<String> types = new TreeSet<>();
    Set<String> untraced = new TreeSet<>();
    for (String line : openings.lines().toList()) {
      JsonNode opening = JSON.readTree(line).path("opening");
      String traceparent = opening.path("internal").path("value").path("traceparent").asText("");
      String type = opening.path("stub").path("value").path("type").asText();
      if (traceparent.isEmpty()) {
        untraced.add(type);
      } else {
        traces.put(
            opening.path("body").path("value").path("id").asText(), traceparent.split("-", -1)[1]);
        types.add(type);
      }
    }
    assertThat(untraced).as("made by nobody's request").doesNotContain(RELEASED);
    assertThat(types)
        .contains(
            RELEASED,
            "dev.tallystick.data.denied.v1",
            "dev.tallystick.consent.given.v1",
            "dev.tallystick.records.deposited.v1");
    return traces;
  }

  private static Map<String, String> loggedSpans(TraceCollector collector) throws IOException {
    Map<String, String> traces = new HashMap<>();
    for (TracedSpan span : collector.spans()) {
      if (span.name().startsWith("log ") && span.attributes().containsKey("tallystick.log.index")) {
        traces.put(span.attributes().get("tallystick.event.id"), span.trace());
      }
    }
    return traces;
  }

  private static Map<String, Set<String>> servicesByTrace(TraceCollector collector)
      throws IOException {
    Map<String, Set<String>> services = new HashMap<>();
    for (TracedSpan span : collector.spans()) {
      services.computeIfAbsent(span.trace(), trace -> new TreeSet<>()).add(span.service());
    }
    return services;
  }

  private static void assertNobodyIsNamed(String spans) {
    assertThat(Canaries.patterns()).noneMatch(canary -> canary.matcher(spans).find());
    assertThat(spans)
        .doesNotContainPattern(Pattern.compile("sub_[a-z2-7]{26}"))
        .doesNotContain("url.path", "url.query", "client.address", "exception")
        .doesNotContain("bank-", "mall-east");
  }

  /** The services' own lines: an event's id and index beside the trace, each line JSON. */
  private static void assertLinesLeadToEntriesAndTraces(Suite suite, Map<String, String> traces)
      throws IOException {
    int found = 0;
    for (String service : MAKERS) {
      for (String line :
          Files.readAllLines(suite.command().home().resolve("logs/" + service + ".log"))) {
        if (line.contains("\"logged ")) {
          JsonNode said = JSON.readTree(line).path("mdc");
          assertThat(said.path("logIndex").asText()).as(line).matches("[0-9]+");
          assertThat(said.path("eventId").asText()).as(line).isNotEmpty();
          String trace = said.path("traceId").asText("");
          if (!trace.isEmpty() && traces.containsKey(said.path("eventId").asText())) {
            assertThat(trace).as(line).isEqualTo(traces.get(said.path("eventId").asText()));
            found++;
          }
        }
      }
    }
    assertThat(found).isGreaterThan(10);
  }
}
