package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.demo.Canaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The story that {@code demo} tells, on the packaged suite with a real PostgreSQL and Keycloak. */
@ExtendWith(Suite.Extension.class)
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = Suite.LOCK, mode = ResourceAccessMode.READ)
class DemoIT {
  private static final int STEPS = 28;

  /** A story that is told again finds its parties there, and people whom it has told of before. */
  private static final int TELLINGS = Integer.getInteger("tallystick.demo-tellings", 1);

  /** Where a platform has its records from. The entry of a deposit names it, and nothing else. */
  private static final Pattern PROVENANCE = Pattern.compile("[a-z]+-[a-z]+ accounts");

  private final Suite suite;

  DemoIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
  }

  @Test
  void demo_tellsTheWholeStory() throws Exception {
    for (int time = 1; time <= TELLINGS; time++) {
      Command.Result result = suite.command().run("demo");

      assertThat(result.exitCode()).as("time %d:%n%s", time, result.output()).isZero();
      assertThat(result.output().lines().filter(line -> line.matches(" ?[0-9]+  .*")))
          .as("time %d", time)
          .hasSize(STEPS);
      assertHoldsNone("what the demonstration tells, refusals too", result.output());
      assertRecordsHoldCanaries(person(result.output()));
    }

    assertNoLogHoldsWhatRecordsHold();
    assertNoMetricHoldsWhatRecordsHold();
    assertNoEntryHoldsWhatRecordsHold();
    assertReceiptHolds();
  }

  /** The line of the README. */
  private void assertReceiptHolds() throws Exception {
    String vkey = suite.command().run("vkey").output().strip();
    String receipt = suite.command().home().resolve("demo/release.receipt.json").toString();

    Command.Result result = suite.command().runTally("verify", receipt, "--vkey", vkey);

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  /** By hand: {@code -Dtallystick.audit=true}; it reads every opening of the log. */
  @Test
  @EnabledIfSystemProperty(named = "tallystick.audit", matches = "true")
  void demo_leavesALogThatStandsUpToAnAudit() throws Exception {
    assertThat(suite.command().run("demo").exitCode()).isZero();

    Command.Result result = Auditor.audit(suite, suite.command().home().resolve("audit"));

    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  @Test
  void demo_doesNotRunWithoutASuite() throws Exception {
    Command elsewhere = Command.in("nowhere");

    Command.Result result = elsewhere.run("demo");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.output()).contains("nothing was ever started");
  }

  private static String person(String told) {
    Matcher enrolled = Pattern.compile("a person enrols: (\\S+) is").matcher(told);
    assertThat(enrolled.find()).as(told).isTrue();
    return enrolled.group(1);
  }

  /** Without this, the rest would find nothing also where nothing was planted. */
  private void assertRecordsHoldCanaries(String person) throws Exception {
    String records = Suite.read(suite.address("VAULT_URL") + "/v1/me/records", suite.token(person));
    List<String> found = canariesIn(records);
    assertThat(found).as(records).hasSizeGreaterThanOrEqualTo(3);
  }

  private void assertNoLogHoldsWhatRecordsHold() throws IOException {
    Path home = suite.command().home();
    List<Path> logs;
    try (var files = Files.walk(home.resolve("logs"))) {
      logs = files.filter(Files::isRegularFile).toList();
    }
    assertThat(logs).hasSizeGreaterThan(4);
    for (Path log : logs) {
      assertHoldsNone(log.toString(), Files.readString(log));
      assertThat(Files.readString(log)).as(log.toString()).doesNotContainPattern(PROVENANCE);
    }
    assertHoldsNone("postgres", Files.readString(home.resolve("postgres/postgres.log")));
  }

  private void assertNoMetricHoldsWhatRecordsHold() throws Exception {
    String operator = suite.token("operator");
    for (String variable : List.of("AUDIT_URL", "CONSENT_URL", "VAULT_URL", "BUREAU_URL")) {
      String url = suite.address(variable) + "/q/metrics";
      String metrics = Suite.read(url, operator);
      assertThat(metrics).contains("http_server_requests");
      assertHoldsNone(url, metrics);
    }
  }

  /** All entries in full, as the auditor of everything reads them. */
  private void assertNoEntryHoldsWhatRecordsHold() throws Exception {
    String audit = suite.address("AUDIT_URL");
    String auditor = suite.token("auditor");
    int size =
        Integer.parseInt(
            Suite.read(audit + "/log/checkpoint", auditor)
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow());
    String openings = Suite.read(audit + "/v1/openings?from=0&to=" + size, auditor);
    assertThat(openings.lines()).hasSize(size);
    assertThat(openings).contains("dev.tallystick.data.released.v1", "\"payloadDigest\"");
    assertHoldsNone("entries", openings);
    // What is signed stands in them as base64url.
    StringBuilder signed = new StringBuilder();
    Matcher text = Pattern.compile("[A-Za-z0-9_-]{40,}").matcher(openings);
    while (text.find()) {
      signed.append(decoded(text.group())).append('\n');
    }
    assertThat(signed).contains("\"outcome\":\"PERMIT\"");
    assertHoldsNone("what is signed in entries", signed.toString());
  }

  private static String decoded(String base64url) {
    // The last three characters of a text may be lost, and its end with them.
    String whole = base64url.substring(0, base64url.length() - base64url.length() % 4);
    return new String(Base64.getUrlDecoder().decode(whole), StandardCharsets.UTF_8);
  }

  private static void assertHoldsNone(String where, String text) {
    assertThat(canariesIn(text)).as(where).isEmpty();
  }

  private static List<String> canariesIn(String text) {
    return Canaries.patterns().stream()
        .map(canary -> canary.matcher(text))
        .filter(Matcher::find)
        .map(Matcher::group)
        .toList();
  }
}
