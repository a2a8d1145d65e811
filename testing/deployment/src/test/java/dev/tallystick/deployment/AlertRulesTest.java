package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/observe/alerts.yaml}: each rule is tried, and has a runbook that is exercised. */
class AlertRulesTest {
  private static final Path OBSERVE = Checkout.DEPLOY.resolve("observe");
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:Test|IT))`");

  @TempDir private Path temp;

  private static List<JsonNode> rules() throws IOException {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : Checkout.yaml(OBSERVE.resolve("alerts.yaml")).get("groups")) {
      group.get("rules").forEach(rules::add);
    }
    assertThat(rules).hasSizeGreaterThan(20);
    return rules;
  }

  @Test
  void rules_holdWhatTheirTestsSay() throws Exception {
    Tool promtool = Tool.orSkip("promtool", "promtool");

    promtool.run(OBSERVE, "check", "rules", "alerts.yaml");
    assertThat(promtool.run(OBSERVE, "test", "rules", "alerts.test.yaml")).contains("SUCCESS");
  }

  /** Without this the check above would mean nothing where nothing is checked. */
  @Test
  void aRuleThatNoticesNothing_failsItsTest() throws Exception {
    Tool promtool = Tool.orSkip("promtool", "promtool");
    String rules = Files.readString(OBSERVE.resolve("alerts.yaml"));
    Files.writeString(
        temp.resolve("alerts.yaml"),
        rules.replace("(tallystick_log_writable) == 0", "(tallystick_log_writable) == 2"));
    Files.copy(OBSERVE.resolve("alerts.test.yaml"), temp.resolve("alerts.test.yaml"));

    Tool.Result result = promtool.tryRun(temp, "test", "rules", "alerts.test.yaml");

    assertThat(result.code()).isNotZero();
    assertThat(result.output()).contains("LogNotWritable");
  }

  @Test
  void eachRule_isTriedOnNumbersThatItNoticesAndOnOthers() throws Exception {
    Set<String> noticed = new HashSet<>();
    Set<String> left = new HashSet<>();
    for (JsonNode test : Checkout.yaml(OBSERVE.resolve("alerts.test.yaml")).get("tests")) {
      for (JsonNode alert : test.get("alert_rule_test")) {
        (alert.get("exp_alerts").isEmpty() ? left : noticed).add(alert.get("alertname").asText());
      }
    }
    for (JsonNode rule : rules()) {
      assertThat(noticed).contains(rule.get("alert").asText());
      assertThat(left).contains(rule.get("alert").asText());
    }
  }

  @Test
  void eachRule_hasARunbookThatATestExercises() throws Exception {
    String page = Files.readString(Checkout.ROOT.resolve("docs/operations/alarms.md"));
    Set<String> tests = Checkout.testClasses();
    for (JsonNode rule : rules()) {
      String name = rule.get("alert").asText();
      assertThat(rule.at("/annotations/runbook").asText())
          .isEqualTo("docs/operations/alarms.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(rule.at("/annotations/summary").asText()).as(name).endsWith(".");
      assertThat(rule.at("/labels/severity").asText()).as(name).isIn("page", "work");
      String section = section(page, name);
      assertThat(section)
          .as(name)
          .contains("**When.**", "\n1. ", "You then see", "**Exercised by**");
      Matcher exercised = TEST_NAME.matcher(section.substring(section.indexOf("**Exercised by**")));
      List<String> named = exercised.results().map(found -> found.group(1)).toList();
      assertThat(named).as(name).isNotEmpty();
      assertThat(tests).as(name).containsAll(named);
    }
  }

  @Test
  void eachSectionOfTheRunbook_isOfARule() throws Exception {
    List<String> names = rules().stream().map(rule -> rule.get("alert").asText()).toList();
    assertThat(
            Files.readAllLines(Checkout.ROOT.resolve("docs/operations/alarms.md")).stream()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3)))
        .containsExactlyInAnyOrderElementsOf(names);
  }

  private static String section(String page, String name) {
    int from = page.indexOf("\n## " + name + "\n");
    assertThat(from).as("a section for " + name).isNotNegative();
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  @Test
  void prometheus_readsItsConfiguration() throws Exception {
    Tool promtool = Tool.orSkip("promtool", "promtool");
    Files.writeString(temp.resolve("tallystick.secret"), "not a secret");
    Files.writeString(
        temp.resolve("prometheus.yaml"),
        Files.readString(OBSERVE.resolve("prometheus.yaml"))
            .replace("/etc/prometheus/", temp + "/"));
    Files.copy(OBSERVE.resolve("alerts.yaml"), temp.resolve("alerts.yaml"));

    promtool.run(temp, "check", "config", "prometheus.yaml");
  }

  @Test
  void prometheus_scrapesEachProgramByATokenForIt() throws Exception {
    String realm = Files.readString(Checkout.DEPLOY.resolve("realm/production.json"));
    List<String> jobs = new ArrayList<>();
    for (JsonNode job : Checkout.yaml(OBSERVE.resolve("prometheus.yaml")).get("scrape_configs")) {
      String name = job.get("job_name").asText();
      jobs.add(name);
      String scope = job.at("/oauth2/scopes/0").asText();
      assertThat(scope)
          .isEqualTo(name.equals(Checkout.PORTAL) ? "call-audit-service" : "call-" + name);
      assertThat(realm).contains("\"" + scope + "\"", "\"prometheus\"");
      assertThat(job.get("metrics_path").asText()).isEqualTo("/q/metrics");
      assertThat(job.get("scheme").asText()).isEqualTo("https");
      assertThat(job.at("/static_configs/0/targets/0").asText())
          .endsWith(":" + Checkout.port(name));
    }
    assertThat(jobs).containsExactlyInAnyOrderElementsOf(Checkout.programs());
  }

  @Test
  void alertmanager_sendsEachSeveritySomewhere() throws Exception {
    String config = Files.readString(OBSERVE.resolve("alertmanager.yaml"));
    assertThat(config).contains("name: page", "name: work", "severity=\"page\"");
    Tool amtool = Tool.orSkip("amtool", "prometheus-alertmanager");
    amtool.run(OBSERVE, "check-config", "alertmanager.yaml");
  }
}
