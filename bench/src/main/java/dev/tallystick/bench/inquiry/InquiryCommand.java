package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.demo.Cast;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * {@code bench/run inquiries}: the price of accountability. Needs a suite that {@code bench/run}
 * has started for it; takes the two endpoints in turn, with the same load.
 */
public final class InquiryCommand {
  private static final String SUITE = "inquiry at the suite, two platforms";
  private static final String PLAIN = "the same without log, consent and sealing";

  private final Path root;
  private final Clock clock;
  private final PrintStream out;
  private final List<InquiryReport.Row> rows = new ArrayList<>();
  private Failures failures = Failures.NONE;

  /** Measures the suite of a checkout. */
  public InquiryCommand(Path root, Clock clock, PrintStream out) {
    this.root = root;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Sets the scene, measures, and prints the result.
   *
   * @param home the state folder of the suite
   * @param warmUp how long to put inquiries to the suite before any counts; as planned if empty
   * @return 0 if every figure is as asked, 2 if one is below, 1 if an inquiry failed
   */
  public int run(Path home, boolean small, Optional<Duration> warmUp) throws Exception {
    InquiryPlan planned = small ? InquiryPlan.small() : InquiryPlan.full();
    InquiryPlan plan = warmUp.map(planned::warmedUpFor).orElse(planned);
    SuiteFolder folder = SuiteFolder.existing(home);
    PlainRecords records = plainRecords(folder);
    InquiryScene scene = new InquiryScene(folder, clock, records);
    out.printf("setting the scene with %d people%n", plan.people());
    scene.set(plan.people());
    try (PlainBureau plain =
        new PlainBureau(records, Cast.BUREAU, Cast.LENDER, scene.lenderKeys(), clock)) {
      QuestionLoad suite = new QuestionLoad(scene.atTheSuite());
      QuestionLoad bare = new QuestionLoad(scene.at(plain.address()));
      out.printf("warming up, the suite for %d s%n", plan.warmUp().toSeconds());
      note(suite.asFastAsAnswered(16, InquiryPlan.RAMP, plan.warmUp()));
      note(bare.asFastAsAnswered(16, InquiryPlan.RAMP, planned.warmUp()));
      double plainPeak = 0;
      double suitePeak = 0;
      for (int connections : plan.connections()) {
        suitePeak = Math.max(suitePeak, round(SUITE, suite, connections, plan));
        plainPeak = Math.max(plainPeak, round(PLAIN, bare, connections, plan));
      }
      LoadResult steady =
          suite.atRate(
              suitePeak / 2, InquiryPlan.STEADY_CONNECTIONS, InquiryPlan.RAMP, plan.steady());
      note(steady);
      rows.add(row("%s, at %.0f/s".formatted(SUITE, suitePeak / 2), steady));
      InquiryReport report =
          new InquiryReport(
              plan.name(), clock.instant(), settings(plan), rows, suitePeak, plainPeak, steady);
      report.print(out);
      Path file = report.write(root.resolve("bench/results"));
      out.println("written to " + root.relativize(file));
      out.printf("inquiries that were not answered: %d %s%n", failures.count(), failures.first());
      return failures.count() > 0 ? 1 : report.exitCode();
    }
  }

  private double round(String title, QuestionLoad load, int connections, InquiryPlan plan)
      throws InterruptedException {
    LoadResult result = load.asFastAsAnswered(connections, InquiryPlan.RAMP, plan.round());
    note(result);
    InquiryReport.Row row = row(title + ", " + connections + " callers", result);
    rows.add(row);
    out.println(row);
    return row.perSecond();
  }

  private static InquiryReport.Row row(String title, LoadResult result) {
    return new InquiryReport.Row(
        title,
        result.perSecond(),
        result.latencies().percentileMillis(50),
        result.latencies().percentileMillis(99));
  }

  private void note(LoadResult result) {
    failures = failures.and(result.failures());
  }

  private Map<String, String> settings(InquiryPlan plan) throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>(Machine.facts());
    settings.put("commit", SourceRevision.of(root));
    settings.put("seconds of warm-up", Long.toString(plan.warmUp().toSeconds()));
    settings.put("durability", "fsync, synchronous_commit and full_page_writes on");
    settings.put("load average after", Double.toString(Machine.loadAverage()));
    return settings;
  }

  /** The plain tables stand in the bureau's own database, on the same server. */
  private static PlainRecords plainRecords(SuiteFolder folder) throws IOException {
    Properties conf = new Properties();
    try (Reader reader = Files.newBufferedReader(folder.conf("bureau-service.properties"))) {
      conf.load(reader);
    }
    // Nobody else may make tables there: a running service has the app role alone.
    return new PlainRecords(
        conf.getProperty("quarkus.datasource.jdbc.url"),
        "postgres",
        Files.readString(folder.root().resolve("postgres/secrets/postgres.password")).strip());
  }
}
