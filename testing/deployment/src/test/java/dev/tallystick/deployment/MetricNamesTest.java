package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.houserules.MetricsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dashboards and alert rules ask for metrics that are there: those of docs/metrics.md. */
class MetricNamesTest {
  private static final Path OBSERVE = Checkout.DEPLOY.resolve("observe");
  private static final Path DASHBOARDS = OBSERVE.resolve("grafana/dashboards");

  /** Prometheus's own. */
  private static final String UP = "up";

  @Test
  void names_areFoundInExpressions() {
    assertThat(
            MetricNames.in(
                "sum by (job, le) (rate(http_server_requests_seconds_count{uri=\"a{b}\"}[5m]))"
                    + " / on (job) sum(up) > 3 * tallystick_x offset 1d or vector(0)"))
        .containsExactly("http_server_requests_seconds", "tallystick_x", "up");
  }

  @Test
  void alertRules_askForMetricsThatThereAre() throws Exception {
    Set<String> asked = new TreeSet<>();
    for (JsonNode group : Checkout.yaml(OBSERVE.resolve("alerts.yaml")).get("groups")) {
      for (JsonNode rule : group.get("rules")) {
        asked.addAll(MetricNames.in(rule.get("expr").asText()));
      }
    }
    asked.remove(UP);
    assertThat(asked).hasSizeGreaterThan(20);
    assertThat(MetricsPage.read().names()).containsAll(asked);
  }

  @Test
  void dashboards_askForMetricsThatThereAre() throws Exception {
    for (Path file : dashboards()) {
      Set<String> asked = new TreeSet<>();
      for (JsonNode panel : Checkout.JSON.readTree(file.toFile()).get("panels")) {
        for (JsonNode target : panel.get("targets")) {
          asked.addAll(MetricNames.in(target.get("expr").asText()));
        }
      }
      assertThat(asked).as(file.toString()).hasSizeGreaterThan(5);
      assertThat(MetricsPage.read().names()).as(file.toString()).containsAll(asked);
    }
  }

  @Test
  void everyMetricOfTheSuite_isOnADashboard() throws Exception {
    StringBuilder shown = new StringBuilder();
    for (Path file : dashboards()) {
      shown.append(Files.readString(file));
    }
    assertThat(MetricsPage.read().names())
        .filteredOn(name -> name.startsWith("tallystick_"))
        .allSatisfy(name -> assertThat(shown.toString()).contains(name));
  }

  /** Grafana is not run here: this is what it needs of a dashboard to show it. */
  @Test
  void dashboards_areOnesThatGrafanaCanShow() throws Exception {
    JsonNode sources =
        Checkout.yaml(OBSERVE.resolve("grafana/provisioning/datasources/prometheus.yaml"));
    String source = sources.at("/datasources/0/uid").asText();
    Set<String> uids = new HashSet<>();
    for (Path file : dashboards()) {
      JsonNode dashboard = Checkout.JSON.readTree(file.toFile());
      assertThat(uids.add(dashboard.get("uid").asText())).as("its own uid").isTrue();
      assertThat(file.getFileName()).hasToString(dashboard.get("uid").asText() + ".json");
      assertThat(dashboard.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
      Set<Integer> ids = new HashSet<>();
      Set<String> places = new HashSet<>();
      for (JsonNode panel : dashboard.get("panels")) {
        assertThat(ids.add(panel.get("id").asInt())).isTrue();
        assertThat(places.add(panel.get("gridPos").toString())).isTrue();
        assertThat(panel.get("title").asText()).isNotEmpty();
        assertThat(panel.at("/datasource/uid").asText()).isEqualTo(source);
        assertThat(panel.at("/gridPos/w").asInt() + panel.at("/gridPos/x").asInt())
            .isLessThanOrEqualTo(24);
        Set<String> refs = new HashSet<>();
        for (JsonNode target : panel.get("targets")) {
          assertThat(refs.add(target.get("refId").asText())).isTrue();
          assertThat(target.at("/datasource/uid").asText()).isEqualTo(source);
        }
      }
    }
  }

  private static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      List<Path> found = new ArrayList<>(files.sorted().toList());
      assertThat(found).hasSizeGreaterThanOrEqualTo(3);
      return found;
    }
  }
}
